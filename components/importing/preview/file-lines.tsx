import clsx from 'clsx'
import type { PreviewLines } from '#lib/readme/report/preview-page.ts'
import type { LineReport } from '#lib/readme/report.ts'

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

/** A page of the file, where each line says what it became. */
export function FileLines({ lines }: { lines: readonly PreviewLines[] }) {
  return (
    <ol className="overflow-hidden rounded-md border border-line bg-surface">
      {lines.map(({ from: first, text, became, number, because, title }) => {
        const { word, bar } = LOOK[became]
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
              {text.map((line, index) => (
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
