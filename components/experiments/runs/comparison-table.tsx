import type { ReactNode } from 'react'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { durationText, numberText } from '../figures/number-text.ts'
import { valueText } from '../panel/parameter-texts.ts'
import { measuredText } from '../verdicts/claim-words.ts'
import { VerdictBadge } from '../verdicts/verdict-badge.tsx'
import type { RunResult } from '#lib/experiments/runtime/result.ts'

/** A run among those that are compared; `label` tells it from the others. */
export type ComparedRun = Omit<RunResult, 'finishedAt'> & { id: string; label: string }

function Rows({ title, rows, runs }: { title: string; rows: { name: ReactNode; cells: ReactNode[] }[]; runs: number }) {
  if (rows.length === 0) return null
  return (
    <tbody className="border-b border-line last:border-0">
      <tr>
        <th scope="rowgroup" colSpan={runs + 1} className="eyebrow px-3 pt-4 pb-1 text-left">
          {title}
        </th>
      </tr>
      {rows.map(({ name, cells }, at) => (
        <tr key={at}>
          <th scope="row" className="min-w-36 px-3 py-1.5 text-left align-top font-normal text-muted">
            {name}
          </th>
          {cells.map((cell, index) => (
            <td key={index} className="min-w-32 px-3 py-1.5 align-top">
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/** A claim's short name in words: several claims may be of one theorem. */
const claimWords = (claim: string) =>
  claim
    .replace(/[-_]+/g, ' ')
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()

/** Parameters, verdicts and numbers of several runs, a column for each. */
export function ComparisonTable({
  description,
  runs,
}: {
  description: ExperimentDescription
  runs: readonly ComparedRun[]
}) {
  const parameters = Object.entries(description.parameters).map(([name, spec]) => {
    const texts = runs.map((run) => String(run.parameters[name] ?? ''))
    const differ = new Set(texts).size > 1
    return {
      name: spec.label,
      cells: texts.map((text, at) => (
        <span key={at} className={differ ? 'font-semibold' : ''}>
          {text === '' ? '–' : valueText(spec, text)}
        </span>
      )),
    }
  })
  const verdicts = Object.entries(description.claims).map(([claim, spec]) => ({
    name: (
      <>
        {claimWords(claim)} <span className="block text-sm">{spec.source}</span>
      </>
    ),
    cells: runs.map((run) => {
      const verdict = run.verdicts.find((each) => each.claim === claim)
      if (!verdict) return '–'
      return (
        <span key={run.id} className="grid justify-items-start gap-1">
          <VerdictBadge outcome={verdict.outcome} />
          {verdict.value !== null && measuredText(verdict.value, spec)}
        </span>
      )
    }),
  }))
  const names = [...new Set(runs.flatMap((run) => run.metrics.map(({ name }) => name)))]
  const metrics = names.map((name) => ({
    name,
    cells: runs.map((run) => {
      const metric = run.metrics.find((each) => each.name === name)
      return metric ? `${numberText(metric.value, 4)}${metric.unit ? ` ${metric.unit}` : ''}` : '–'
    }),
  }))
  return (
    <div
      role="region"
      aria-label="Runs side by side"
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead>
          <tr className="border-b border-line">
            <td />
            {runs.map((run) => (
              <th key={run.id} scope="col" className="px-3 py-2.5 text-left align-bottom font-semibold">
                {run.label}
              </th>
            ))}
          </tr>
        </thead>
        <Rows
          title="Run"
          runs={runs.length}
          rows={[
            { name: 'Device', cells: runs.map((run) => run.device.label) },
            { name: 'Time', cells: runs.map((run) => durationText(run.milliseconds)) },
            { name: 'Code', cells: runs.map((run) => <code key={run.id}>{run.codeVersion.slice(0, 8)}</code>) },
          ]}
        />
        <Rows
          title="Parameters"
          runs={runs.length}
          rows={[...parameters, { name: 'Seed', cells: runs.map((run) => String(run.seed)) }]}
        />
        <Rows title="Verdicts" runs={runs.length} rows={verdicts} />
        <Rows title="Numbers" runs={runs.length} rows={metrics} />
      </table>
    </div>
  )
}
