import type { Cell, FigureSpec } from '#lib/experiments/runtime/contract.ts'
import type { FigureData } from '#lib/experiments/runtime/result.ts'
import { cellOf } from './cell-of.ts'
import type { Plot } from './lines-geometry.ts'

/** Text that a spreadsheet would take for a formula gets an apostrophe before it. */
function field(value: Cell | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180. */
const written = (rows: (Cell | undefined)[][]) => rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n'

/** Every point of every series in full precision: series, x, y. */
export function plotCsv(plot: Plot): string {
  return written([
    ['series', plot.x.label, plot.y.label],
    ...plot.series.flatMap(({ label, points }) => points.map(([x, y]) => [label, x, y])),
  ])
}

/** A table's or a timeline's numbers; null for an image, which has none. */
export function figureCsv(spec: FigureSpec, data: FigureData): string | null {
  if (spec.kind === 'table' && data.kind === 'table')
    return written([
      spec.columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label)),
      ...data.rows.map((row) => spec.columns.map(({ key }) => cellOf(row, key))),
    ])
  if (spec.kind === 'timeline' && data.kind === 'timeline')
    return written([
      ['lane', `start (${spec.unit})`, `end (${spec.unit})`, 'kind', 'label'],
      ...data.spans.map(({ lane, start, end, kind, label }) => [
        lane,
        start,
        end,
        spec.kinds[kind]?.label ?? kind,
        label ?? '',
      ]),
    ])
  return null
}
