import { describe, expect, it } from 'vitest'
import { LIMITS } from './limits.ts'
import { applyToFigures, figuresOf } from './result.ts'
import { runInNode } from './run-in-node.ts'
import { tiny } from './tiny.fixture.ts'

describe('the figures of a run', () => {
  it('hold what its events drew', async () => {
    const { events } = await runInNode(tiny, { parameters: { steps: 2 } })
    expect(figuresOf(tiny, events)).toEqual({
      powers: {
        kind: 'lines',
        series: {
          value: [
            [1, 2],
            [2, 4],
          ],
        },
      },
      table: { kind: 'table', rows: [{ n: 1 }, { n: 2 }] },
      image: { kind: 'image', width: 1, height: 2, rgba: 'AQIDBAUGBwg=' },
      timeline: { kind: 'timeline', spans: [{ lane: 'a', start: 0, end: 1, kind: 'work' }] },
    })
  })

  it('take nothing that belongs to no figure, or to one of another kind', () => {
    const figures = figuresOf(tiny, [])
    const point = { type: 'point', series: 'value', x: 1, y: 1 } as const
    expect(applyToFigures(figures, { ...point, figure: 'toString' })).toBeNull()
    expect(applyToFigures(figures, { ...point, figure: 'table' })).toBeNull()
    expect(applyToFigures(figures, { ...point, figure: 'powers', series: 'constructor' })).toBeNull()
    expect(applyToFigures(figures, { ...point, figure: 'powers' })).toBe('powers')
  })

  it('have an end', () => {
    const figures = figuresOf(tiny, [])
    for (let x = 0; x < LIMITS.points + 5; x++)
      applyToFigures(figures, { type: 'point', figure: 'powers', series: 'value', x, y: 1 })
    expect(figures.powers).toMatchObject({ series: { value: { length: LIMITS.points } } })
    const rgba = new Uint8ClampedArray(4)
    expect(
      applyToFigures(figures, { type: 'image', figure: 'image', pixels: { width: 2, height: 1, rgba } }),
    ).toBeNull()
    const huge = { type: 'drawn', figure: 'image', width: 2048, height: 2048, rgba: '' } as const
    expect(applyToFigures(figures, huge)).toBeNull()
  })
})
