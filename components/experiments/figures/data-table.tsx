import type { Cell, FigureSpec, Row } from '#lib/experiments/runtime/contract.ts'
import { cellOf } from './cell-of.ts'
import { numberText } from './number-text.ts'

export type TableSpec = Extract<FigureSpec, { kind: 'table' }>

/** A cell as it is read. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '–'
  if (typeof cell === 'number') return numberText(cell, 4)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return cell
}

/** A figure that is a table; it scrolls in its own box where the page is narrow. */
export function DataTable({ spec, rows }: { spec: TableSpec; rows: readonly Row[] }) {
  const isNumeric = (key: string) => rows.some((row) => typeof cellOf(row, key) === 'number')
  return (
    <div
      role="region"
      aria-label={spec.title}
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-sm border-y border-line"
    >
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead>
          <tr>
            {spec.columns.map(({ key, label, unit }) => (
              <th
                key={key}
                scope="col"
                className={`sticky top-0 border-b border-line bg-surface px-3 py-2 align-bottom font-semibold ${isNumeric(key) ? 'text-right' : 'text-left'}`}
              >
                {label}
                {unit && <span className="font-normal text-muted"> ({unit})</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} className="border-b border-line last:border-0">
              {spec.columns.map(({ key }) => (
                <td key={key} className={`px-3 py-1.5 ${isNumeric(key) ? 'text-right whitespace-nowrap' : ''}`}>
                  {cellText(cellOf(row, key))}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={spec.columns.length} className="px-3 py-4 text-muted">
                No rows yet
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
