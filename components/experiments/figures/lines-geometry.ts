import { bisector } from 'd3-array'
import { line } from 'd3-shape'
import type { AxisSpec, FigureSpec } from '#lib/experiments/runtime/contract.ts'
import type { FigureData } from '#lib/experiments/runtime/result.ts'
import { type Axis, axisFor } from './axes.ts'
import { type Pixel, decimate, thinOut } from './decimate.ts'
import { labelText } from './label-parts.ts'
import { type Look, lookOf } from './series-look.ts'

export type LinesSpec = Extract<FigureSpec, { kind: 'lines' }>
export type LinesData = Extract<FigureData, { kind: 'lines' }>
export type PlotSeries = { label: string; look: Look; marks: 'line' | 'points' | 'both'; points: [number, number][] }
export type Plot = { x: AxisSpec; y: AxisSpec; series: PlotSeries[] }

/** The figure of one run. Points are put in the order of x, as a line is read. */
export function plotOf(spec: LinesSpec, data: LinesData): Plot {
  const series = Object.entries(spec.series).map(([name, each], index) => ({
    label: each.label,
    look: lookOf(index, each.dashed),
    marks: each.marks ?? ('line' as const),
    points: (Object.hasOwn(data.series, name) ? data.series[name] : undefined) ?? [],
  }))
  return { x: spec.x, y: spec.y, series }
}

export type DrawnSeries = PlotSeries & { path: string | null; markers: Pixel[] }
export type LegendEntry = { label: string; look: Look; marks: PlotSeries['marks']; x: number; y: number }
export type LinesGeometry = {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
  x: Axis
  y: Axis
  series: DrawnSeries[]
  legend: LegendEntry[]
  /** Points that a logarithmic axis has no place for, or that are no numbers. */
  leftOut: number
}

/** About as wide as the text is drawn, at 12 px. */
const textWidth = (text: string) => text.length * 6.4
const KEY = 34
const LINE_HEIGHT = 19

function placeLegend(plot: Plot, width: number): LegendEntry[] {
  let x = 0
  let row = 0
  return plot.series.map(({ label, look, marks }) => {
    const size = KEY + textWidth(labelText(label)) + 18
    if (x > 0 && x + size > width) {
      x = 0
      row++
    }
    const entry = { label, look, marks, x, y: row * LINE_HEIGHT + 12 }
    x += size
    return entry
  })
}

/** A few places along a line where its marker stands, so that lines are told apart without colours. */
function sparse(points: readonly Pixel[], index: number, count: number): Pixel[] {
  if (points.length === 0 || count < 2) return []
  const gap = 110
  let next = (points[0] as Pixel)[0] + 18 + ((index * 37) % gap)
  const kept: Pixel[] = []
  for (const point of points)
    if (point[0] >= next) {
      kept.push(point)
      next = point[0] + gap
    }
  return kept
}

const byX = (a: [number, number], b: [number, number]) => a[0] - b[0]
const isSorted = (points: readonly [number, number][]) =>
  points.every((point, at) => at === 0 || (points[at - 1] as Pixel)[0] <= point[0])

/** Where everything of a `lines` figure stands, in pixels of a drawing `width` wide. */
export function linesGeometry(plot: Plot, width: number): LinesGeometry {
  const legend = placeLegend(plot, width)
  const top = (legend.at(-1)?.y ?? 0) + 32
  const plotHeight = Math.round(Math.min(300, Math.max(190, width * 0.48)))
  const bottom = top + plotHeight
  const values = function* (axis: 0 | 1) {
    for (const { points } of plot.series) for (const point of points) yield point[axis]
  }
  const y = axisFor(plot.y, values(1), [bottom, top], Math.floor(plotHeight / 46))
  const left = Math.ceil(Math.max(22, ...y.ticks.map(({ label }) => textWidth(label))) + 10)
  const right = width - 10
  const x = axisFor(plot.x, values(0), [left + 2, right], Math.max(3, Math.floor((right - left) / 82)))
  let leftOut = 0
  const series = plot.series.map((each, index): DrawnSeries => {
    const sorted = isSorted(each.points) ? each.points : [...each.points].sort(byX)
    const pixels: Pixel[] = []
    for (const [px, py] of sorted)
      if (x.takes(px) && y.takes(py)) pixels.push([x.scale(px), y.scale(py)])
      else leftOut++
    const isLine = each.marks !== 'points'
    const drawn = isLine ? decimate(pixels) : []
    const markers =
      each.marks === 'line' ? sparse(drawn, index, plot.series.length) : thinOut(pixels, each.marks === 'both' ? 6 : 2)
    return { ...each, points: sorted, path: drawn.length > 0 ? line()(drawn) : null, markers }
  })
  return { width, height: bottom + 44, left, right, top, bottom, x, y, series, legend, leftOut }
}

export type Reading = { label: string; look: Look; x: number; y: number; at: Pixel }

/** What each series says nearest to `x`. */
export function readAt(geometry: LinesGeometry, x: number): Reading[] {
  const nearest = bisector<[number, number], number>((point) => point[0]).center
  return geometry.series.flatMap(({ points, label, look }) => {
    const point = points[nearest(points, x)]
    if (!point || !geometry.x.takes(point[0]) || !geometry.y.takes(point[1])) return []
    return [
      { label, look, x: point[0], y: point[1], at: [geometry.x.scale(point[0]), geometry.y.scale(point[1])] as Pixel },
    ]
  })
}
