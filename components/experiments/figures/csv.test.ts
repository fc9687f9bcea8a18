import { expect, it } from 'vitest'
import { figureCsv, plotCsv } from './csv.ts'
import { lookOf } from './series-look.ts'

it('a plot’s points come out in full precision, one a line', () => {
  const series = {
    label: 'with, context',
    look: lookOf(0),
    marks: 'line' as const,
    points: [[1, 0.1 + 0.2]] as [number, number][],
  }
  expect(plotCsv({ x: { label: 'step' }, y: { label: 'loss' }, series: [series] })).toBe(
    'series,step,loss\r\n"with, context",1,0.30000000000000004\r\n',
  )
})

it('text in a table can be no formula, and a negative number stays a number', () => {
  const spec = {
    kind: 'table' as const,
    title: 'T',
    columns: [
      { key: 'name', label: 'name' },
      { key: 'bytes', label: 'bytes', unit: 'MB' },
    ],
  }
  const rows = [
    { name: '=1+1', bytes: -2 },
    { name: 'say "yes"', bytes: null },
  ]
  expect(figureCsv(spec, { kind: 'table', rows })).toBe(`name,bytes (MB)\r\n'=1+1,-2\r\n"say ""yes""",\r\n`)
})
