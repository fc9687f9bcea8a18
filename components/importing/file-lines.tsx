import clsx from 'clsx'
import type { ImportReport, LineReport } from '#lib/importing/report.ts'

const LOOK: Record<LineReport['became'], { word: string; bar: string }> = {
  title: { word: 'Title', bar: 'border-info' },
  section: { word: 'Section', bar: 'border-info' },
  paper: { word: 'Paper', bar: 'border-success' },
  note: { word: 'Note', bar: 'border-success/50' },
  prose: { word: 'Left as text', bar: 'border-line-strong' },
  refused: { word: 'Refused', bar: 'border-warning' },
  blank: { word: '', bar: 'border-line' },
  unaccounted: { word: 'Unaccounted for', bar: 'border-danger' },
}

/** The ranges that lie in the lines `from` to `to`, cut to them. */
function within(ranges: readonly LineReport[], from: number, to: number): LineReport[] {
  return ranges
    .filter((range) => range.to >= from && range.from <= to)
    .map((range) => ({ ...range, from: Math.max(from, range.from), to: Math.min(to, range.to) }))
}

/** A page of the file, where each line says what it became. */
export function FileLines({
  report,
  lines,
  from,
  to,
}: {
  report: Pick<ImportReport, 'lines' | 'papers'>
  lines: readonly string[]
  from: number
  to: number
}) {
  return (
    <ol className="overflow-hidden rounded-md border border-line bg-surface">
      {within(report.lines, from, to).map(({ from: first, to: last, became, number, because }) => {
        const { word, bar } = LOOK[became]
        const title = became === 'paper' && number !== null ? report.papers[number - 1]?.title : null
        return (
          <li
            key={first}
            className={clsx(
              'grid border-l-4 md:grid-cols-[minmax(0,1fr)_18rem]',
              bar,
              became !== 'blank' && 'bg-surface',
            )}
          >
            <div className="order-2 py-0.5 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap md:order-1">
              {lines.slice(first - 1, last).map((line, index) => (
                <div key={index} className="flex">
                  <span aria-hidden className="w-12 shrink-0 pr-3 text-right text-muted tabular-nums select-none">
                    {first + index}
                  </span>
                  <span dir="auto" className={clsx('min-w-0 flex-1 pr-3', became === 'prose' && 'text-muted')}>
                    {line || ' '}
                  </span>
                </div>
              ))}
            </div>
            {became === 'blank' ? (
              <span className="sr-only">blank</span>
            ) : (
              <p className="order-1 px-3 pt-1.5 text-xs leading-relaxed md:order-2 md:py-0.5">
                <span className="font-semibold">
                  {word}
                  {number !== null && became !== 'section' && became !== 'title' && ` ${number}`}
                </span>
                {title && <span className="text-muted"> {title}</span>}
                {because && <span className="text-muted"> {because}</span>}
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
