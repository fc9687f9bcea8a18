import { describe, expect, it } from 'vitest'
import { axisFor } from './axes.ts'

/** What an experiment may measure, and a page has to survive. */
const EXTREMES = [
  [1, 1 + Number.EPSILON],
  [-1e-9, -1e-9 - 1e-24],
  [Number.MIN_VALUE, 1e-320],
  [Number.MIN_VALUE, Number.MIN_VALUE],
  [Number.MIN_VALUE, Number.MAX_VALUE],
  [-Number.MAX_VALUE, Number.MAX_VALUE],
  [Number.MAX_VALUE, Number.MAX_VALUE],
  [1e300, 1e300 + 1e285],
]

describe('an axis', () => {
  it.each(EXTREMES)('can be drawn from %d to %d', (low, high) => {
    for (const scale of ['linear', 'log'] as const)
      expect(axisFor({ label: '', scale }, [low, high], [0, 500], 6).ticks.length).toBeLessThan(50)
  })

  it('shows values that differ by rounding alone as the one value that they are', () => {
    const { scale, ticks } = axisFor({ label: '' }, [1, 1 + Number.EPSILON], [0, 500], 6)
    expect(scale(1)).toBeGreaterThan(100)
    expect(scale(1)).toBeLessThan(400)
    expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length)
    expect(ticks.length).toBeGreaterThan(1)
  })
})
