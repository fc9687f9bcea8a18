import type { KeptRun } from './stored-run.ts'

type Figures = KeptRun['figures']
type Point = [number | null, number | null]

/** Characters of JSON that a saved run's figures may take. */
export const MOST_FIGURES = 1_000_000
const BUCKETS = 500

const short = (value: number | null) => (value === null ? null : Number(value.toPrecision(7)))

/** The lowest and the highest point of every stretch, and the two ends: what a plot of that width would show. */
function thin(points: readonly Point[]): Point[] {
  if (points.length <= 2 * BUCKETS) return [...points]
  const kept = new Set([0, points.length - 1])
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const from = Math.floor((bucket * points.length) / BUCKETS)
    const to = Math.floor(((bucket + 1) * points.length) / BUCKETS)
    let low = from
    let high = from
    for (let at = from; at < to; at++) {
      const y = points[at]?.[1] ?? 0
      if (y < (points[low]?.[1] ?? 0)) low = at
      if (y > (points[high]?.[1] ?? 0)) high = at
    }
    kept.add(low).add(high)
  }
  return points.filter((_, at) => kept.has(at))
}

function reduce(figure: Figures[string]): Figures[string] {
  switch (figure.kind) {
    case 'lines': {
      const series = Object.entries(figure.series).map(([name, points]) => [
        name,
        thin(points).map(([x, y]): Point => [short(x), short(y)]),
      ])
      return { kind: 'lines', series: Object.fromEntries(series) as Record<string, Point[]> }
    }
    case 'table':
      return { kind: 'table', rows: figure.rows.slice(0, 500) }
    case 'timeline':
      return { kind: 'timeline', spans: figure.spans.slice(0, 1000) }
    case 'image':
      return { kind: 'image', width: 0, height: 0, rgba: '' }
  }
}

function emptied(figure: Figures[string]): Figures[string] {
  switch (figure.kind) {
    case 'lines':
      return { kind: 'lines', series: Object.fromEntries(Object.keys(figure.series).map((name) => [name, []])) }
    case 'table':
      return { kind: 'table', rows: [] }
    case 'timeline':
      return { kind: 'timeline', spans: [] }
    case 'image':
      return { kind: 'image', width: 0, height: 0, rgba: '' }
  }
}

/**
 * Makes figures fit into what is kept of a run, the largest first, until they do.
 * @returns the names of those that were made smaller: fewer points, fewer rows, no picture, nothing at all.
 */
export function fitFigures(figures: Figures, most = MOST_FIGURES): { figures: Figures; reduced: string[] } {
  const fitting = { ...figures }
  const reduced = new Set<string>()
  // Where all of them are large, smaller is not small enough.
  for (const smaller of [reduce, emptied]) {
    const sizes = Object.entries(fitting).map(([name, figure]) => ({ name, size: JSON.stringify(figure).length }))
    let total = sizes.reduce((sum, { size }) => sum + size, 0)
    for (const { name, size } of sizes.sort((a, b) => b.size - a.size)) {
      if (total <= most) break
      const figure = smaller(fitting[name] as Figures[string])
      const next = JSON.stringify(figure).length
      if (next >= size) continue
      fitting[name] = figure
      reduced.add(name)
      total += next - size
    }
  }
  return { figures: fitting, reduced: [...reduced] }
}
