import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ListView } from '#components/lists/list-view.tsx'
import { RemovalNotice } from '#components/papers/removal-notice.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { unsafeHasSource } from '#lib/readme/write/source-queries.ts'
import { getListPage } from '#lib/papers/queries.ts'
import { findRemoval } from '#lib/papers/removal-queries.ts'
import { type SearchParams, isCanonical, listViewHref, parseListView } from '#lib/papers/view/view.ts'
import { pageAccess } from '#lib/web/list-access.ts'
import { forPage } from '#lib/web/page.ts'
import { currentActor } from '#lib/web/session.ts'
import { undoRemovalAction } from './removed/actions.ts'

type Props = { params: Promise<{ list: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await currentActor()
  if (actor.kind === 'stranger') return {}
  const { title } = (await pageAccess((await params).list)).list
  return { title: { absolute: `${title} · Colloquium` } }
}

export default async function ListPage({ params, searchParams }: Props) {
  const [{ list: slug }, asked] = await Promise.all([params, searchParams])
  const view = parseListView(asked)
  const base = `/l/${slug}`
  const access = await requireAccess(slug, listViewHref(base, view))
  // A form sends its empty fields along; the address that people copy should not have them.
  if (!isCanonical(asked, view)) redirect(listViewHref(base, view))
  const { list, outline, page } = await forPage(getListPage(access, view))
  const removal = typeof asked.removed === 'string' ? await findRemoval(access, asked.removed) : null
  const canAdd = access.can('paper.add')
  const exportHint = (await unsafeHasSource(list))
    ? 'Download the list as a README: the imported text with the group’s changes'
    : 'Download the list as a README: none was imported, so it is written from nothing'
  const adding = canAdd && (
    <>
      <ButtonLink href={`${base}/import`}>Import</ButtonLink>
      <ButtonLink href={`${base}/add`} variant="primary">
        Add paper
      </ButtonLink>
    </>
  )
  const actions = (
    <>
      {access.can('list.export') && (
        // No client router here: the answer is a file.
        <a href={`${base}/export`} download title={exportHint} className={buttonClass()}>
          Export
        </a>
      )}
      {adding}
    </>
  )
  return (
    <>
      <PageHeader title={list.title} description={list.description} actions={actions} />
      <RemovalNotice removal={removal} list={slug} action={undoRemovalAction} back="list" />
      <ListView
        base={base}
        outline={outline}
        page={page}
        view={view}
        paperHref={(id) => `${base}/p/${id}`}
        macros={list.katexMacros}
        emptyAction={adding}
      />
    </>
  )
}
