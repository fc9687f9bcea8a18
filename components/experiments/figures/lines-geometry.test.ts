import { describe, expect, it } from 'vitest'
import { axisFor } from './axes.ts'
import { type LinesSpec, linesGeometry, plotOf, readAt } from './lines-geometry.ts'

const spec = (scale: 'linear' | 'log'): LinesSpec => ({
  kind: 'lines',
  title: 'Loss',
  x: { label: 'step' },
  y: { label: 'loss', scale },
  series: { context: { label: 'with context' }, update: { label: 'with the update', dashed: true } },
})
const loss = Array.from({ length: 5000 }, (_, step): [number, number] => [step, Math.exp(-step / 800) + 1e-5])

describe('a figure of lines', () => {
  it('stays within its drawing, and as light as it is wide', () => {
    for (const width of [340, 680]) {
      const drawn = linesGeometry(
        plotOf(spec('log'), { kind: 'lines', series: { context: loss, update: loss } }),
        width,
      )
      const path = drawn.series[0]?.path ?? ''
      const numbers = path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? []
      const xs = numbers.filter((_, at) => at % 2 === 0)
      const ys = numbers.filter((_, at) => at % 2 === 1)
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(drawn.left)
      expect(Math.max(...xs)).toBeLessThanOrEqual(width)
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(drawn.top)
      expect(Math.max(...ys)).toBeLessThanOrEqual(drawn.bottom)
      expect(xs.length).toBeLessThan(4 * width)
      expect(drawn.legend.every(({ x, label }) => x + label.length * 6 < width)).toBe(true)
    }
  })

  it('leaves out what a logarithmic axis cannot show, and counts it', () => {
    const points: [number, number][] = [
      [0, 0],
      [1, -2],
      [2, 0.5],
      [3, Number.NaN],
      [4, 0.25],
    ]
    const data = { kind: 'lines' as const, series: { context: points, update: [] } }
    expect(linesGeometry(plotOf(spec('log'), data), 400).leftOut).toBe(3)
    expect(linesGeometry(plotOf(spec('linear'), data), 400).leftOut).toBe(1)
  })

  it('can be drawn before any point has come', () => {
    const drawn = linesGeometry(plotOf(spec('linear'), { kind: 'lines', series: { context: [], update: [] } }), 400)
    expect(drawn.series.map(({ path }) => path)).toEqual([null, null])
    expect(drawn.y.ticks.length).toBeGreaterThan(1)
  })

  it('is read at the point nearest to the cursor, whatever order the points came in', () => {
    const data = { kind: 'lines' as const, series: { context: [...loss].reverse(), update: loss.slice(0, 10) } }
    const readings = readAt(linesGeometry(plotOf(spec('log'), data), 600), 1234.4)
    expect(readings.map(({ label, x }) => [label, x])).toEqual([
      ['with context', 1234],
      ['with the update', 9],
    ])
  })
})

describe('ticks', () => {
  const labels = (scale: 'linear' | 'log', values: number[]) =>
    axisFor({ label: '', scale }, values, [0, 400], 5).ticks.map(({ label }) => label)

  it('are whole powers over many decades, plain numbers over few', () => {
    expect(labels('log', [1e-7, 1]).every((label) => /^(10⁻[⁴-⁷]|0\.\d+|1)$/.test(label))).toBe(true)
    expect(labels('log', [0.2, 0.9])).toContain('0.5')
    expect(labels('log', [8e-9, 3e-8])).toEqual(expect.arrayContaining(['10⁻⁸', '2 × 10⁻⁸', '3 × 10⁻⁸']))
  })

  it('have a real minus and SI prefixes', () => {
    expect(labels('linear', [-2, 2])).toEqual(['−2', '−1', '0', '1', '2'])
    expect(labels('linear', [0, 40_000])).toEqual(['0', '10k', '20k', '30k', '40k'])
    expect(labels('linear', [1, 2])).toEqual(['1', '2'])
    expect(labels('linear', [1, 2.5])).toContain('1.5')
    expect(labels('linear', [0, 4e-6])).toContain('2 × 10⁻⁶')
  })
})
