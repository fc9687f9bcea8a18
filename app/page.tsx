import type { Metadata } from 'next'
import { MentionsNotice } from '#components/discussion/mentions-notice.tsx'
import { Landing } from '#components/landing/landing.tsx'
import { ListsIndex } from '#components/lists-index/lists-index.tsx'
import { WaitingLists } from '#components/accounts/waiting-lists.tsx'
import { PlainPage } from '#components/shell/plain-page.tsx'
import { Shell } from '#components/shell/shell.tsx'
import { canInstallation } from '#lib/access/roles.ts'
import { listOwnMentions } from '#lib/discussion/queries.ts'
import { countWaitingLists, listLists } from '#lib/lists/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { currentActor, currentUser } from '#lib/web/session.ts'
import { signOutAction } from './account/actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return (await currentUser())
    ? { title: 'Your lists' }
    : { title: { absolute: 'Colloquium: the reading room of your research group' } }
}

export default async function HomePage() {
  const actor = await currentActor()
  if (actor.kind === 'stranger') {
    return (
      <PlainPage signIn>
        <Landing />
      </PlainPage>
    )
  }
  const [lists, mentions, waiting] = await forPage(
    Promise.all([listLists(actor), listOwnMentions(actor), countWaitingLists(actor)]),
  )
  return (
    <Shell user={await currentUser()} signOut={signOutAction}>
      <WaitingLists count={waiting} />
      <MentionsNotice mentions={mentions} />
      <ListsIndex lists={lists} canCreate={canInstallation(actor, 'installation.createList')} />
    </Shell>
  )
}
