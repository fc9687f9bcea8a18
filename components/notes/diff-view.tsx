import clsx from 'clsx'
import type { DiffLine } from '#lib/notes/history/line-diff.ts'

const MARK = { same: ' ', added: '+', removed: '−' } as const
const SPOKEN = { same: null, added: 'Added: ', removed: 'Removed: ' } as const

/** What changed between two texts; the signs at the margin say it without colour. */
export function DiffView({ lines }: { lines: readonly DiffLine[] }) {
  if (lines.length === 0) return <p className="text-muted">These two versions are the same.</p>
  return (
    <div
      role="group"
      aria-label="Changes"
      tabIndex={0}
      className="max-h-[70dvh] overflow-auto rounded-md border border-line bg-surface py-2 font-mono text-sm leading-relaxed"
    >
      {lines.map((line, index) =>
        line.kind === 'gap' ? (
          <p key={index} className="my-1 bg-sunken px-4 py-1 font-sans text-muted">
            {line.lines} {line.lines === 1 ? 'line' : 'lines'} unchanged
          </p>
        ) : (
          <div
            key={index}
            className={clsx(
              'grid grid-cols-[2.5rem_1.25rem_minmax(0,1fr)] px-2',
              line.kind === 'added' && 'bg-success-soft',
              line.kind === 'removed' && 'bg-danger-soft',
            )}
          >
            <span aria-hidden className="pr-2 text-right text-muted tabular-nums select-none">
              {line.after ?? line.before}
            </span>
            <span aria-hidden className="text-muted select-none">
              {MARK[line.kind]}
            </span>
            <span className="break-words whitespace-pre-wrap">
              {SPOKEN[line.kind] && <span className="sr-only">{SPOKEN[line.kind]}</span>}
              {line.parts.map((part, at) =>
                part.changed ? (
                  <mark
                    key={at}
                    className={clsx(
                      'rounded-sm bg-transparent font-semibold text-ink underline decoration-2 underline-offset-2',
                      line.kind === 'removed' ? 'decoration-danger' : 'decoration-success',
                    )}
                  >
                    {part.text}
                  </mark>
                ) : (
                  part.text
                ),
              )}
            </span>
          </div>
        ),
      )}
    </div>
  )
}
