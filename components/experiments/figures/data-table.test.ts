import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { figureCsv } from './csv.ts'
import { DataTable, type TableSpec } from './data-table.tsx'
import { plotOf } from './lines-geometry.ts'

const keys = ['__proto__', 'constructor', 'toString', 'n']
const spec: TableSpec = { kind: 'table', title: 'T', columns: keys.map((key) => ({ key, label: key })) }

it('a table has in its columns what its rows say, whatever their names', () => {
  const html = renderToStaticMarkup(createElement(DataTable, { spec, rows: [{ n: 7 }] }))
  expect(html.match(/<td[^>]*>[^<]*/g)?.map((cell) => cell.replace(/.*>/, ''))).toEqual(['–', '–', '–', '7'])
  expect(figureCsv(spec, { kind: 'table', rows: [{ n: 7 }] })?.split('\r\n')[1]).toBe(',,,7')
})

it('a series whose name every object knows is empty until it has points', () => {
  const lines = { kind: 'lines', title: 'L', x: { label: 'x' }, y: { label: 'y' } } as const
  const plot = plotOf({ ...lines, series: { constructor: { label: 'c' } } }, { kind: 'lines', series: {} })
  expect(plot.series[0]?.points).toEqual([])
})
