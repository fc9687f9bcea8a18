import type { ReactNode } from 'react'
import type { Metadata } from 'next'
import { Shell } from '#components/shell/shell.tsx'
import { listTabs } from '#components/shell/tabs-for-role.ts'
import { pageAccess } from '#lib/web/list-access.ts'
import { currentActor, currentUser } from '#lib/web/session.ts'
import { signOutAction } from '../../account/actions.ts'

type Props = { children: ReactNode; params: Promise<{ list: string }> }

/** Pages of a list are titled "Members · Awesome LLM Papers"; the list's own page brings the bare title. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await currentActor()
  if (actor.kind === 'stranger') return {}
  const { title } = (await pageAccess((await params).list)).list
  return { title: { default: title, template: `%s · ${title}` } }
}

export default async function ListLayout({ children, params }: Props) {
  const { list: slug } = await params
  const actor = await currentActor()
  // A stranger learns nothing here; the page sends them to sign in and knows where they come back to.
  if (actor.kind === 'stranger') return children
  const list = (await pageAccess(slug)).list
  const base = `/l/${list.slug}`
  return (
    <Shell
      user={await currentUser()}
      signOut={signOutAction}
      crumb={{ href: base, title: list.title }}
      tabs={listTabs(base, list.role)}
    >
      {children}
    </Shell>
  )
}
