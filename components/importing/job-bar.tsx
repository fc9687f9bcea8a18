import type { PolledJob } from './use-job.ts'

/** What the steps of an import are called. */
const STEPS: Record<string, string> = {
  parsed: 'Reading the file',
  matched: 'Matching papers',
  written: 'Writing to the list',
}

const inWords = ({ state, progress }: PolledJob) =>
  progress ? (STEPS[progress.step] ?? progress.step) : state === 'QUEUED' ? 'Waiting for its turn' : 'Starting'

/** How far a job is, in words and as a bar; a screen reader hears each step once, not each number. */
export function JobBar({ job, label, isLost }: { job: PolledJob; label: string; isLost: boolean }) {
  const words = inWords(job)
  const { done = 0, total = 0 } = job.progress ?? {}
  const percent = total > 0 ? Math.min(100, Math.round((100 * done) / total)) : null
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <p role="status" className="font-medium">
          {isLost ? 'No answer from the server; asking again' : words}…
        </p>
        {total > 0 && (
          <p className="text-sm text-muted tabular-nums">
            {done.toLocaleString('en')} of {total.toLocaleString('en')}
          </p>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={total > 0 ? `${words}, ${done} of ${total}` : words}
        {...(percent === null ? {} : { 'aria-valuenow': percent })}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <div
          className={
            percent === null
              ? 'h-full w-1/3 animate-travel rounded-full bg-accent'
              : 'h-full rounded-full bg-accent transition-[width] duration-300'
          }
          {...(percent === null ? {} : { style: { width: `${percent}%` } })}
        />
      </div>
    </div>
  )
}
