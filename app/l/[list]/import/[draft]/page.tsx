import type { Metadata } from 'next'
import { DecisionDesk } from '#components/importing/preview/decision-desk.tsx'
import { ImportCounts } from '#components/importing/preview/import-counts.tsx'
import { LineCoverageLine } from '#components/importing/preview/line-coverage.tsx'
import { PreviewBar } from '#components/importing/preview/preview-bar.tsx'
import { PreviewBody } from '#components/importing/preview/preview-body.tsx'
import { PreviewTabs } from '#components/importing/preview/preview-tabs.tsx'
import { openInWords } from '#components/importing/preview/preview-labels.ts'
import { Warnings } from '#components/importing/preview/warnings.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getDraftPage } from '#lib/readme/apply/draft-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { requireAccess } from '#lib/web/list-access.ts'
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
  const access = await requireAccess(list, base)
  const asked = { show: typeof show === 'string' ? show : null, page: Number(page ?? 1) }
  const { preview, decisions } = await forPage(getDraftPage(access, draft, asked))
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
        <LineCoverageLine coverage={preview.coverage} entries={preview.entries} href={`${base}?show=lines`} />
        <Warnings warnings={preview.warnings} />
      </div>
      <PreviewTabs base={base} views={preview.views} counts={preview.viewCounts} current={preview.view} />
      <PreviewBody key={`${preview.view} ${preview.page}`} base={base} preview={preview} decisions={decisions} />
      <PreviewBar
        target={{ list, draft }}
        open={openInWords(preview.viewCounts)}
        canApply={preview.hasChanges}
        apply={applyDraftAction}
        discard={discardDraftAction}
      />
    </DecisionDesk>
  )
}
