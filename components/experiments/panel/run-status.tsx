import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import { RunFailure } from './run-failure.tsx'
import { RunProgressLine } from './run-progress.tsx'
import type { RunState } from './use-run.ts'

/** How the run stands: on its way, failed, cancelled or, for those who listen, finished. */
export function RunStatus({ state, onTryInstead }: { state: RunState; onTryInstead(kind: DeviceKind): void }) {
  if (state.phase === 'idle') return null
  if (state.phase === 'active') return <RunProgressLine progress={state.progress} />
  const { end } = state
  if (end.state === 'failed') return <RunFailure end={end} onTryInstead={onTryInstead} />
  if (end.state === 'cancelled')
    return (
      <p role="status" className="text-sm text-muted">
        Cancelled. What is below is as far as it came.
      </p>
    )
  return (
    <p role="status" className="sr-only">
      The run has finished.
    </p>
  )
}
