import { diffLines } from 'diff'
import type { PaperReport, Shown } from '#lib/importing/report.ts'

type Change = PaperReport['changes'][number]
type Conflict = PaperReport['conflicts'][number]

const isLong = (value: Shown) => typeof value === 'string' && (value.length > 200 || value.includes('\n'))

function Value({ value }: { value: Shown }) {
  return value === null ? (
    <em className="text-muted">nothing</em>
  ) : (
    <span className="break-words whitespace-pre-wrap">{value}</span>
  )
}

/** A text line by line: what goes with "−", what comes with "+"; unchanged lines far from both are left out. */
function LineDiff({ from, to }: { from: string; to: string }) {
  const parts = diffLines(from, to).flatMap(({ added, removed, value }, index, all) => {
    const lines = value.replace(/\n$/, '').split('\n')
    if (added || removed) return lines.map((line) => ({ mark: added ? '+' : '−', line }))
    const head = index === 0 ? [] : lines.slice(0, 2)
    const tail = index === all.length - 1 ? [] : lines.slice(-2)
    const isShort = lines.length <= head.length + tail.length
    const context = isShort ? lines : [...head, '…', ...tail]
    return context.map((line) => ({ mark: ' ', line }))
  })
  return (
    <pre
      tabIndex={0}
      aria-label="Difference"
      className="mt-1 max-h-80 overflow-auto rounded-md border border-line bg-sunken p-3 text-xs leading-relaxed whitespace-pre-wrap"
    >
      {parts.map(({ mark, line }, index) => (
        <span
          key={index}
          className={
            mark === '+'
              ? 'block bg-success-soft text-success'
              : mark === '−'
                ? 'block bg-danger-soft text-danger'
                : 'block text-muted'
          }
        >
          {mark} {line}
        </span>
      ))}
    </pre>
  )
}

/** What becomes of one field. */
export function ChangeView({ change: { field, from, to } }: { change: Change }) {
  return (
    <div className="mt-2 text-sm">
      <span className="font-semibold">{field}</span>{' '}
      {isLong(from) || isLong(to) ? (
        <LineDiff from={String(from ?? '')} to={String(to ?? '')} />
      ) : (
        <>
          <del className="text-danger">
            <Value value={from} />
          </del>{' '}
          <span aria-hidden>→</span>{' '}
          <ins className="text-success no-underline">
            <Value value={to} />
          </ins>
        </>
      )}
    </div>
  )
}

/** A field that both sides changed: what stays, and what the file has. */
export function ConflictView({ conflict: { field, ours, theirs } }: { conflict: Conflict }) {
  const sides: [string, Shown][] = [
    ['In the list (stays)', ours],
    ['In the file', theirs],
  ]
  return (
    <div className="mt-3 text-sm">
      <p className="font-semibold">{field}</p>
      <div className="mt-1 grid gap-3 sm:grid-cols-2">
        {sides.map(([label, value]) => (
          <div key={label} className="min-w-0 rounded-md border border-line bg-surface p-3">
            <p className="eyebrow mb-1">{label}</p>
            <div
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long value scrolls, and must by keyboard too
              tabIndex={isLong(value) ? 0 : undefined}
              role={isLong(value) ? 'group' : undefined}
              aria-label={isLong(value) ? `${field}: ${label}` : undefined}
              className="max-h-80 overflow-auto"
            >
              <Value value={value} />
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}
