'use client'

import type { ClaimHtml } from '#lib/experiments/authored/schema.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import { FigureView } from '../figures/figure-view.tsx'
import { VerdictTable } from '../verdicts/verdict-table.tsx'
import { MetricList } from './metric-list.tsx'

/** What a run says: its claims' verdicts, its figures and its numbers; the same while it runs, when it has ended, and before. */
export function OutcomeView({
  slug,
  description,
  claims,
  outcome,
  running,
}: {
  slug: string
  description: ExperimentDescription
  claims: Record<string, ClaimHtml>
  outcome: Pick<RunResult, 'figures' | 'verdicts' | 'metrics'>
  running: boolean
}) {
  return (
    <div className="grid gap-6">
      {Object.keys(description.claims).length > 0 && (
        <VerdictTable
          label="Claims of the paper, and what was measured"
          claims={description.claims}
          texts={claims}
          verdicts={outcome.verdicts}
          running={running}
        />
      )}
      <div className="grid items-start gap-6 @4xl:grid-cols-2">
        {Object.entries(description.figures).map(([name, spec]) => {
          const data = outcome.figures[name]
          return data && <FigureView key={name} spec={spec} data={data} file={`${slug}-${name}`} />
        })}
      </div>
      <MetricList metrics={outcome.metrics} />
    </div>
  )
}
