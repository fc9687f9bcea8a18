import type { Metadata } from 'next'
import { ImportFlow } from '#components/importing/import-flow.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Time } from '#components/ui/time.tsx'
import { findLastSource } from '#lib/importing/queries.ts'
import { forPage } from '#lib/web/page.ts'
import { requireActor } from '#lib/web/session.ts'
import { applyImportAction, previewImportAction } from './actions.ts'

export const metadata: Metadata = { title: 'Import' }

export default async function ImportPage({ params }: { params: Promise<{ list: string }> }) {
  const { list } = await params
  const actor = await requireActor(`/l/${list}/import`)
  const last = await forPage(findLastSource(actor, { slug: list }))
  return (
    <>
      <PageHeader
        title="Import"
        description={
          <>
            <p>
              Bring in a README, or a newer version of it. Nothing is written before you have seen what would change,
              and what your group wrote here is never replaced.
            </p>
            {last && (
              <p className="mt-2 text-sm">
                Last imported: <span className="font-medium text-ink">{last.origin}</span>,{' '}
                <Time date={last.importedAt} />.
              </p>
            )}
          </>
        }
      />
      <ImportFlow list={list} preview={previewImportAction} apply={applyImportAction} />
    </>
  )
}
