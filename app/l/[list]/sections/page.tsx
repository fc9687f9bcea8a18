import { requireAccess } from '#lib/web/list-access.ts'
import { FolderTree } from 'lucide-react'
import type { Metadata } from 'next'
import { RemovalNotice } from '#components/papers/removal-notice.tsx'
import { AddSection } from '#components/sections/add-section.tsx'
import { SectionTree } from '#components/sections/section-tree.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getEditableOutline } from '#lib/lists/section-queries.ts'
import { findRemoval } from '#lib/papers/removal-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { undoRemovalAction } from '../removed/actions.ts'
import { addSectionAction, moveSectionAction, removeSectionAction, renameSectionAction } from './actions.ts'

export const metadata: Metadata = { title: 'Sections' }

type Props = {
  params: Promise<{ list: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SectionsPage({ params, searchParams }: Props) {
  const { list: slug } = await params
  const { removed } = await searchParams
  const access = await requireAccess(slug, `/l/${slug}/sections`)
  const outline = await forPage(getEditableOutline(access))
  const removal = typeof removed === 'string' ? await findRemoval(access, removed) : null
  const add = <AddSection action={addSectionAction} list={slug} parent={null} variant="primary" />
  return (
    <>
      <PageHeader
        title="Sections"
        description="The headings of the list, in its order. What stands in a section moves with it."
        actions={outline.length > 0 && add}
      />
      <RemovalNotice removal={removal} list={slug} action={undoRemovalAction} back="sections" />
      {outline.length === 0 ? (
        <EmptyState title="No sections yet" icon={<FolderTree />} action={add}>
          Papers stand in sections. Add one, or import a README with its headings.
        </EmptyState>
      ) : (
        <SectionTree
          list={slug}
          outline={outline}
          add={addSectionAction}
          rename={renameSectionAction}
          move={moveSectionAction}
          remove={removeSectionAction}
        />
      )}
    </>
  )
}
