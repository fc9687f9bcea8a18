import type { Metadata } from 'next'
import { DecisionDesk } from '#components/importing/decision-desk.tsx'
import { ImportCounts } from '#components/importing/import-counts.tsx'
import { LineAccountLine } from '#components/importing/line-account.tsx'
import { PreviewBar } from '#components/importing/preview-bar.tsx'
import { PreviewBody } from '#components/importing/preview-body.tsx'
import { PreviewTabs } from '#components/importing/preview-tabs.tsx'
import { chosenView, openInWords, shownViews, viewCounts } from '#components/importing/preview-views.ts'
import { Warnings } from '#components/importing/warnings.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getDraftPreview } from '#lib/importing/draft-queries.ts'
import { getDraftLines } from '#lib/importing/review-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { requireActor } from '#lib/web/session.ts'
import { discardDraftAction } from '../actions.ts'
import { applyDraftAction, decideAction } from './actions.ts'

export const metadata: Metadata = { title: 'Preview of an import' }

type Props = {
  params: Promise<{ list: string; draft: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function PreviewPage({ params, searchParams }: Props) {
  const { list, draft } = await params
  const { show, page } = await searchParams
  const base = `/l/${list}/import/${draft}`
  const actor = await requireActor(base)
  const ref = { slug: list }
  const preview = await forPage(getDraftPreview(actor, ref, draft))
  const lines = await forPage(getDraftLines(actor, ref, draft))
  const counts = viewCounts(preview)
  const view = chosenView(preview, typeof show === 'string' ? show : null)
  return (
    <DecisionDesk target={{ list, draft }} decide={decideAction}>
      <PageHeader
        eyebrow="Import"
        title="Preview"
        description={
          <>
            What <span className="font-medium break-all text-ink">{preview.source.origin}</span> would change in{' '}
            {preview.list.title}. Nothing has been written yet; what you decide here is kept as you go.
          </>
        }
        className="mb-6"
      />
      <div className="mb-8 space-y-3">
        <ImportCounts counts={preview.counts} />
        <LineAccountLine lines={preview.lines} entries={preview.papers.length} href={`${base}?show=lines`} />
        <Warnings warnings={preview.warnings} />
      </div>
      <PreviewTabs base={base} views={shownViews(preview, counts)} counts={counts} current={view} />
      <PreviewBody
        key={`${view} ${String(page)}`}
        base={base}
        preview={preview}
        lines={lines}
        view={view}
        page={Number(page ?? 1)}
      />
      <PreviewBar
        target={{ list, draft }}
        open={openInWords(preview)}
        canApply={preview.hasChanges}
        apply={applyDraftAction}
        discard={discardDraftAction}
      />
    </DecisionDesk>
  )
}
