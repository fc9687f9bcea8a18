export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'wye'
/** How a series or a kind of span is told from the others: by its colour, and by its marker or its stripe. */
export type Look = { color: string; dash: string | null; marker: Marker }

/** The tokens of app/globals.css. Written out: Tailwind keeps the variables that it finds by name. */
export const SERIES_COLORS = [
  'var(--color-series-1)',
  'var(--color-series-2)',
  'var(--color-series-3)',
  'var(--color-series-4)',
  'var(--color-series-5)',
  'var(--color-series-6)',
  'var(--color-series-7)',
  'var(--color-series-8)',
] as const

const MARKERS: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond', 'cross', 'wye']
export const DASHES: readonly (string | null)[] = [null, '7 4', '2 3', '10 3 2 3']

const cycle = <T>(items: readonly T[], index: number) => items[index % items.length] as T

/** The look of the `index`-th series; `dashed` as its definition says. */
export function lookOf(index: number, dashed = false): Look {
  return { color: cycle(SERIES_COLORS, index), dash: dashed ? '7 4' : null, marker: cycle(MARKERS, index) }
}

/** Overlaid runs: each run has a colour and a marker, each of the figure's series a dash. */
export function overlayLook(run: number, series: number): Look {
  return { color: cycle(SERIES_COLORS, run), dash: cycle(DASHES, series), marker: cycle(MARKERS, run) }
}
