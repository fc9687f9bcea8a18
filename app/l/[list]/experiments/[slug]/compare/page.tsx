import type { Metadata } from 'next'
import Link from 'next/link'
import { AgreementNotice } from '#components/experiments/panel/agreement-notice.tsx'
import { RunComparison } from '#components/experiments/runs/run-comparison.tsx'
import { runLabels } from '#components/experiments/runs/run-labels.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { MOST_OVERLAID, getRuns } from '#lib/experiments/runs/run-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { type ExperimentParams, loadExperiment } from '../load.ts'

type Props = ExperimentParams & { searchParams: Promise<{ run?: string | string[] }> }

export const metadata: Metadata = { title: 'Runs compared' }

/** Saved runs of an experiment over one another. */
export default async function ComparePage({ params, searchParams }: Props) {
  const { list, slug } = await params
  const ids = [(await searchParams).run ?? []].flat()
  const query = new URLSearchParams(ids.map((id) => ['run', id])).toString()
  const { access, view } = await loadExperiment(list, slug, `/compare?${query}`)
  const saved = await forPage(getRuns(access, slug, ids))
  const labels = runLabels(saved)
  const runs = saved.map((run, at) => ({ ...run, label: labels[at] ?? run.id }))
  const own = `/l/${list}/experiments/${slug}`
  return (
    <div className="grid min-w-0 gap-6">
      <PageHeader
        className="mb-0!"
        eyebrow={
          <Link href={own} className="eyebrow hover:text-accent">
            {view.description.title}
          </Link>
        }
        title="Runs compared"
        {...(ids.length > MOST_OVERLAID ? { description: `The first ${MOST_OVERLAID} of those chosen.` } : {})}
      />
      {runs.length < 2 ? (
        <EmptyState title="Two runs are needed">
          <p>
            Choose at least two of the{' '}
            <Link href={`${own}#runs`} className="link">
              saved runs
            </Link>
            .
          </p>
        </EmptyState>
      ) : (
        <>
          <AgreementNotice runs={runs} description={view.description} />
          <RunComparison slug={slug} description={view.description} runs={runs} />
        </>
      )}
    </div>
  )
}
