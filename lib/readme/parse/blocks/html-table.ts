import type { PhrasingContent } from 'mdast'
import { htmlNode } from '#lib/readme/parse/text/html-pieces.ts'
import { parseMarkdown } from './parse-markdown.ts'
import type { Span } from '#lib/readme/span.ts'
import type { RawCell, RawRow, RawTable } from './table-columns.ts'

const OPEN = /<table\b[^>]*>/gi
const CLOSE = /<\/table\s*>/gi
const PART = /<!--|<(\/?)(tr|td|th|table)\b([^>]*)>/gi

/** The outermost <table> that opens in a part of the source; one that is never closed ends with the part. */
export function findHtmlTable(text: string, start: number, end: number): Span | null {
  OPEN.lastIndex = start
  const open = OPEN.exec(text)
  if (!open || open.index >= end) return null
  CLOSE.lastIndex = open.index
  const close = CLOSE.exec(text)
  return { start: open.index, end: close ? close.index + close[0].length : end }
}

/** The inline nodes of a cell: HTML, or Markdown where the cell is written in it. */
function cellNodes(text: string, span: Span): PhrasingContent[] {
  const source = text.slice(span.start, span.end)
  if (!/\]\(|\*\*|\n[^\S\n]*\r?\n/.test(source)) return [htmlNode(text, span)]
  const start = span.start + source.length - source.trimStart().length
  return parseMarkdown(text, start, span.end).children.flatMap((node): PhrasingContent[] => {
    if (node.type === 'paragraph') return [...node.children, { type: 'break' }]
    return node.type === 'html' ? [node] : []
  })
}

type Held = { cell: RawCell; left: number }

/** Reads the rows of an HTML table. A cell that spans several rows stands in each of them. */
export function readHtmlTable(text: string, span: Span): RawTable {
  const rows: (RawRow & { isHeader: boolean })[] = []
  const held = new Map<number, Held>()
  let row: { start: number; cells: RawCell[]; headers: number; own: number } | null = null
  let cell: { start: number; tag: string; rows: number } | null = null
  const fill = () => {
    for (let at = row?.cells.length ?? 0; row; at += 1) {
      const above = held.get(at)
      if (!above || above.left === 0) break
      above.left -= 1
      row.cells.push(above.cell)
    }
  }
  const endCell = (end: number) => {
    if (!cell || !row) return
    fill()
    const inner = { start: cell.start, end }
    const read = { nodes: cellNodes(text, inner), span: inner }
    if (cell.rows > 1) held.set(row.cells.length, { cell: read, left: Math.min(cell.rows, 1000) - 1 })
    row.cells.push(read)
    row.own += 1
    if (cell.tag === 'th') row.headers += 1
    cell = null
  }
  const endRow = (end: number) => {
    endCell(end)
    fill()
    if (row && row.own > 0)
      rows.push({ span: { start: row.start, end }, cells: row.cells, isHeader: row.headers > row.own / 2 })
    row = null
  }
  PART.lastIndex = span.start
  for (let match = PART.exec(text); match && match.index < span.end; match = PART.exec(text)) {
    const [whole, slash, tag = '', attributes = ''] = match
    const end = match.index + whole.length
    if (whole === '<!--') {
      const close = text.indexOf('-->', end)
      PART.lastIndex = close < 0 ? span.end : close
      if (close < 0) break
      continue
    }
    const name = tag.toLowerCase()
    if (name === 'tr' || name === 'table') {
      endRow(slash && name === 'tr' ? end : match.index)
      if (name === 'tr' && !slash) row = { start: match.index, cells: [], headers: 0, own: 0 }
    } else if (slash) endCell(match.index)
    else {
      endCell(match.index)
      row ??= { start: match.index, cells: [], headers: 0, own: 0 }
      cell = { start: end, tag: name, rows: Number(/rowspan\s*=\s*["']?(\d+)/i.exec(attributes)?.[1] ?? 1) }
    }
  }
  endRow(span.end)
  const [first] = rows
  const header = first?.isHeader ? first.cells : null
  return { header, rows: rows.slice(header ? 1 : 0).map(({ span: at, cells }) => ({ span: at, cells })) }
}
