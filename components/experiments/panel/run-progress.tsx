import type { RunStage } from '../runner/types.ts'
import type { RunProgress } from '../runner/types.ts'
import { durationText } from '../figures/number-text.ts'

const STAGES: Record<RunStage, string> = {
  waiting: 'Waiting for another run on this page',
  loading: 'Loading the compute library',
  starting: 'Starting the device and compiling',
  running: 'Computing',
  paused: 'Paused',
  ended: 'Ended',
}

/** What a run is doing, how far it is and how long it has taken. */
export function RunProgressLine({ progress }: { progress: RunProgress | null }) {
  const stage = progress?.stage ?? 'loading'
  const fraction = progress?.fraction ?? null
  const percent = fraction === null ? null : Math.round(100 * Math.min(1, Math.max(0, fraction)))
  const doing = stage === 'running' && progress?.doing ? progress.doing : STAGES[stage]
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <p>
          <span className="font-medium">{doing}</span>
          {stage === 'waiting' && progress && progress.ahead > 1 && <> ({progress.ahead} before it)</>}
          {progress?.device && <span className="text-muted"> · {progress.device.label}</span>}
        </p>
        <p className="text-muted tabular-nums">
          {percent !== null && <>{percent} % · </>}
          {durationText(progress?.milliseconds ?? 0)}
        </p>
      </div>
      <div
        role="progressbar"
        aria-label="The run"
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === null ? {} : { 'aria-valuenow': percent })}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        {percent === null ? (
          <span className="block h-full w-1/3 animate-travel bg-accent" />
        ) : (
          <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
        )}
      </div>
      {progress?.notice && <p className="text-sm text-warning">{progress.notice}</p>}
    </div>
  )
}
