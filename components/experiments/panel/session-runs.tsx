'use client'

import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import type { ExperimentData } from '../experiment-data.ts'
import type { ComparedRun } from '../runs/comparison-table.tsx'
import { RunComparison } from '../runs/run-comparison.tsx'
import { DEVICE_WORDS } from './device-field.tsx'
import { AgreementNotice } from './agreement-notice.tsx'

/**
 * What was run here since the page came, beside what was recorded: whether devices agree, and the runs
 * over one another.
 */
export function SessionRuns({
  data,
  results,
  canRun,
  onRunOn,
}: {
  data: ExperimentData
  results: readonly RunResult[]
  canRun: boolean
  onRunOn(device: DeviceKind): void
}) {
  const headingId = useId()
  const [isOpen, setOpen] = useState(false)
  const last = results.at(-1)
  if (!last) return null
  const runs: ComparedRun[] = [
    ...(data.shown
      ? [{ ...data.shown.result, id: 'shown', label: data.shown.from === 'disk' ? 'Recorded' : 'The group’s' }]
      : []),
    ...results.map((result, at) => ({ ...result, id: `own-${at}`, label: `Run ${at + 1}` })),
  ]
  const others = (['webgpu', 'wasm', 'plain'] as const).filter((kind) => kind !== last.device.kind)
  return (
    <section aria-labelledby={headingId} className="grid gap-4 border-t border-line pt-6">
      <h2 id={headingId} className="font-serif text-2xl font-semibold">
        The same on another device
      </h2>
      <AgreementNotice runs={runs} description={data.description} />
      <div className="flex flex-wrap gap-2.5">
        {others.map((kind) => (
          <Button key={kind} size="sm" disabled={!canRun} onClick={() => onRunOn(kind)}>
            Run it on the {DEVICE_WORDS[kind]}
          </Button>
        ))}
        {runs.length > 1 && (
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide the comparison' : `Compare the ${runs.length} results`}
          </Button>
        )}
      </div>
      {isOpen && <RunComparison slug={data.slug} description={data.description} runs={runs} />}
    </section>
  )
}
