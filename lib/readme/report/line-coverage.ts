import type { LineReport } from '#lib/readme/report.ts'

/** How many lines of a file became what. */
export type LineCoverage = { became: LineReport['became']; lines: number }[]

/** How many lines became what, in a fixed order, without what there is none of but "unaccounted". */
export function lineCoverage(lines: readonly LineReport[]): LineCoverage {
  const order: LineReport['became'][] = [
    'title',
    'section',
    'paper',
    'note',
    'prose',
    'refused',
    'blank',
    'unaccounted',
  ]
  const sums = new Map<LineReport['became'], number>()
  for (const { became, from, to } of lines) sums.set(became, (sums.get(became) ?? 0) + to - from + 1)
  return order
    .map((became) => ({ became, lines: sums.get(became) ?? 0 }))
    .filter(({ became, lines: number }) => number > 0 || became === 'unaccounted')
}
