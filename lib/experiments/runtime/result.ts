import type { Device, ExperimentDefinition, FigureSpec, ParameterValues, Row, Span } from './contract.ts'
import type { WireEvent } from './messages.ts'
import { LIMITS } from './limits.ts'
import type { RunEvent } from './run.ts'
import type { Verdict } from './verdict.ts'

/** What a finished (or running) run shows, as plain data: drawn live, kept with a saved run, and committed beside an experiment. */
export type RunResult = {
  /** Of the code that ran: hexadecimal sha256 of its compiled text. */
  codeVersion: string
  parameters: ParameterValues
  seed: number
  device: Device
  milliseconds: number
  /** ISO 8601. */
  finishedAt: string
  figures: Record<string, FigureData>
  verdicts: Verdict[]
  metrics: { name: string; value: number; unit: string | null }[]
}

export type FigureData =
  | { kind: 'lines'; series: Record<string, [x: number, y: number][]> }
  | { kind: 'table'; rows: Row[] }
  /** Base64 of the RGBA bytes. */
  | { kind: 'image'; width: number; height: number; rgba: string }
  | { kind: 'timeline'; spans: Span[] }

/**
 * What the points and rows of all figures of a run may weigh together: a point 1, a cell 4, and as much
 * again for every four characters in it. Figures that are all as full as one may be would take the page's memory.
 */
export const MOST_WEIGHT = 500_000

/** Of what a figure keeps beside what it kept before; images and timelines replace what was there. */
export function weightOf(event: WireEvent): number {
  if (event.type === 'point') return 1
  if (event.type !== 'row') return 0
  return Object.values(event.row).reduce<number>(
    (sum, cell) => sum + 4 + (typeof cell === 'string' ? cell.length / 4 : 0),
    1,
  )
}

export function emptyFigure(spec: FigureSpec): FigureData {
  switch (spec.kind) {
    case 'lines':
      return { kind: 'lines', series: Object.fromEntries(Object.keys(spec.series).map((name) => [name, []])) }
    case 'table':
      return { kind: 'table', rows: [] }
    case 'image':
      return { kind: 'image', width: 0, height: 0, rgba: '' }
    case 'timeline':
      return { kind: 'timeline', spans: [] }
  }
}

/** Of an image's bytes, in pieces that a call's arguments can hold. */
export function base64(bytes: Uint8ClampedArray): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Adds one event to the figures, in place; says which figure changed, null where none did. */
export function applyToFigures(figures: Record<string, FigureData>, event: RunEvent | WireEvent): string | null {
  if (!('figure' in event)) return null
  const figure = Object.hasOwn(figures, event.figure) ? figures[event.figure] : undefined
  if (!figure) return null
  if (event.type === 'point' && figure.kind === 'lines') {
    const series = Object.hasOwn(figure.series, event.series) ? figure.series[event.series] : undefined
    if (!series || series.length >= LIMITS.points) return null
    series.push([event.x, event.y])
  } else if (event.type === 'row' && figure.kind === 'table') {
    if (figure.rows.length >= LIMITS.rows) return null
    figure.rows.push(event.row)
  } else if (event.type === 'timeline' && figure.kind === 'timeline') {
    figure.spans = event.spans.slice(0, LIMITS.spans)
  } else if (event.type === 'image' && figure.kind === 'image') {
    const { width, height, rgba } = event.pixels
    if (width * height > LIMITS.pixels || rgba.length !== width * height * 4) return null
    Object.assign(figure, { width, height, rgba: base64(rgba) })
  } else if (event.type === 'drawn' && figure.kind === 'image') {
    const { width, height, rgba } = event
    if (width * height > LIMITS.pixels) return null
    Object.assign(figure, { width, height, rgba })
  } else return null
  return event.figure
}

/** The figures that a list of events draws. */
export function figuresOf(
  definition: Pick<ExperimentDefinition, 'figures'>,
  events: readonly RunEvent[],
): Record<string, FigureData> {
  const figures = Object.fromEntries(
    Object.entries(definition.figures).map(([name, spec]) => [name, emptyFigure(spec)]),
  )
  for (const event of events) applyToFigures(figures, event)
  return figures
}
