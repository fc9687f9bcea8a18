import { expect, it } from 'vitest'
import { fitFigures } from './fit-figures.ts'

type Points = [number | null, number | null][]
const points = (length: number): Points =>
  Array.from({ length }, (_, x) => [x, x === 12_345 ? 999 : x === 15_000 ? null : Math.sin(x / 1000) / 3])
const table = { kind: 'table' as const, rows: [{ n: 1 }] }

it('figures that fit stay as they are', () => {
  const figures = { loss: { kind: 'lines' as const, series: { train: points(100) } }, table }
  expect(fitFigures(figures)).toEqual({ figures, reduced: [] })
})

it('the largest figure is thinned until all fit, and its ends and peaks stay', () => {
  const long = points(20_000)
  const { figures, reduced } = fitFigures({ loss: { kind: 'lines', series: { train: long } }, table }, 100_000)
  expect(reduced).toEqual(['loss'])
  expect(JSON.stringify(figures).length).toBeLessThan(100_000)
  expect(figures.table).toEqual(table)
  const kept = figures.loss?.kind === 'lines' ? (figures.loss.series.train ?? []) : []
  expect(kept.length).toBeLessThanOrEqual(1002)
  expect(kept[0]).toEqual([0, 0])
  expect(kept.at(-1)?.[0]).toBe(19_999)
  expect(kept).toContainEqual([12_345, 999])
})

it('a picture that does not fit is left out', () => {
  const image = { kind: 'image' as const, width: 200, height: 200, rgba: 'A'.repeat(213_336) }
  const { figures, reduced } = fitFigures({ image, table }, 100_000)
  expect(figures.image).toEqual({ kind: 'image', width: 0, height: 0, rgba: '' })
  expect(reduced).toEqual(['image'])
})

it('many figures that are large even when thinned fit all the same', () => {
  const row = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`column-${at}`, 'x'.repeat(500)]))
  const rows = Array.from({ length: 500 }, () => row)
  const { figures, reduced } = fitFigures({ one: { kind: 'table', rows }, two: { kind: 'table', rows }, table })
  expect(JSON.stringify(figures).length).toBeLessThan(1_000_000)
  expect(reduced).toEqual(['one', 'two'])
  expect(figures.table).toEqual(table)
})
