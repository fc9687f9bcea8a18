import { requireAccess } from '#lib/web/list-access.ts'
import { FileText, FolderTree, Undo2 } from 'lucide-react'
import type { Metadata } from 'next'
import { UndoForm } from '#components/papers/undo-form.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Time } from '#components/ui/time.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import { listRemovals } from '#lib/papers/removal-queries.ts'
import type { RemovalView } from '#lib/papers/schema.ts'
import { forPage } from '#lib/web/page.ts'
import { undoRemovalAction } from './actions.ts'

export const metadata: Metadata = { title: 'Removed' }

const count = (n: number, one: string) => (n === 1 ? `1 ${one}` : `${n} ${one}s`)

function contents(removal: RemovalView): string {
  if (removal.kind === 'PAPER') return removal.paperCount > 1 ? `Paper, from ${removal.paperCount} sections` : 'Paper'
  const inner = removal.sectionCount > 1 ? `, ${count(removal.sectionCount - 1, 'section')} inside` : ''
  return `Section${inner}, ${count(removal.paperCount, 'paper')}`
}

export default async function RemovedPage({ params }: { params: Promise<{ list: string }> }) {
  const { list: slug } = await params
  const access = await requireAccess(slug, `/l/${slug}/removed`)
  const removals = await forPage(listRemovals(access))
  return (
    <>
      <PageHeader
        title="Removed"
        description="What was taken out of the list, newest first. Undo puts it back exactly where it stood, with its notes."
      />
      {removals.length === 0 ? (
        <EmptyState title="Nothing is removed" icon={<Undo2 />}>
          Papers and sections that are removed wait here.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {removals.map((removal) => (
            <li key={removal.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
              <div className="flex min-w-0 flex-1 basis-72 gap-3">
                {removal.kind === 'PAPER' ? (
                  <FileText aria-hidden className="mt-1 size-5 shrink-0 text-muted" />
                ) : (
                  <FolderTree aria-hidden className="mt-1 size-5 shrink-0 text-muted" />
                )}
                <div className="min-w-0">
                  <p className="font-serif text-lg leading-snug">{plainText(removal.title, 300)}</p>
                  <p className="text-sm text-muted">
                    {contents(removal)} · removed <Time date={removal.createdAt} time />
                    {removal.createdByName && ` by ${removal.createdByName}`}
                  </p>
                </div>
              </div>
              <UndoForm action={undoRemovalAction} list={slug} removal={removal} back="removed" />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
