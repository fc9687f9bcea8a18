import type { PhrasingContent, RootContent, TableCell, TableRow } from 'mdast'
import type { Span } from '#lib/readme/span.ts'
import { shiftTree } from '#lib/readme/parse/text/tree.ts'

/** Rows that were taken out of a source: they stood at `at`, right after the first row of their table. */
type Cut = { at: number; rows: Span[]; removed: Span }
export type ShortSource = { text: string; cuts: Cut[] }

const DELIMITER = /(?:^|\n)( {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*)\r?\n/g
/** Shorter tables are not worth it. */
const MIN_ROWS = 8

/**
 * Takes the rows of long tables out of a Markdown source, all but the first. The parser takes several times as
 * long for a row of a table as for other text; its rows can be read without it, once it has said that it
 * is a table.
 */
export function cutLongTables(source: string): ShortSource {
  const cuts: Cut[] = []
  const kept: string[] = []
  let from = 0
  let length = 0
  for (const match of source.matchAll(DELIMITER)) {
    const first = match.index + match[0].length
    if (first < from || !match[1]?.includes('|')) continue
    const rows = rowsFrom(source, first)
    const [head, ...others] = rows
    const last = others.at(-1)
    if (!head || !last || others.length < MIN_ROWS) continue
    const removed = { start: head.end, end: last.end }
    kept.push(source.slice(from, removed.start))
    length += removed.start - from
    cuts.push({ at: length, rows: others, removed })
    from = removed.end
  }
  return { text: kept.join('') + source.slice(from), cuts }
}

/** The lines from an offset on that begin with a pipe. */
function rowsFrom(source: string, start: number): Span[] {
  const rows: Span[] = []
  for (let at = start; at < source.length;) {
    let end = source.indexOf('\n', at)
    if (end < 0) end = source.length
    // What Markdown takes for space at a line's end, and no more: U+2028 is a part of the row.
    const line = source.slice(at, end).replace(/[ \t\r]+$/, '')
    if (!/^ {0,3}\|/.test(line)) break
    rows.push({ start: at, end: at + line.length })
    at = end + 1
  }
  return rows
}

/** The cells of a row, without the space around them. */
function cellSpans(source: string, row: Span): Span[] {
  const spans: Span[] = []
  let start = source.indexOf('|', row.start) + 1
  for (let at = start; at <= row.end; at += 1) {
    const char = source[at]
    if (char === '\\' && at + 1 < row.end) {
      at += 1
      continue
    }
    if (at < row.end && char !== '|') continue
    const inner = source.slice(start, at)
    const lead = inner.length - inner.trimStart().length
    // Nothing follows the pipe that ends a row.
    if (at < row.end || inner.trim() !== '')
      spans.push({ start: start + Math.min(lead, inner.length), end: start + Math.max(lead, inner.trimEnd().length) })
    start = at + 1
  }
  return spans
}

const at = ({ start, end }: Span) => ({
  start: { line: 1, column: 1, offset: start },
  end: { line: 1, column: 1, offset: end },
})

const MARKED = /[\\`*_[\]<>&~$]/
/** Before a cell, so that it cannot begin a list or a heading; marks work behind it as at the start of a text. */
const GUARD = '('

type Parse = (source: string) => RootContent[]

/** Moves the nodes of a cell from where they were parsed to where they stand, and takes the guard off. */
function place(nodes: PhrasingContent[], by: number): PhrasingContent[] {
  const [first] = nodes
  if (first?.type === 'text') first.value = first.value.slice(GUARD.length)
  for (const node of nodes) shiftTree(node, by)
  if (first?.type !== 'text') return nodes
  if (first.value === '') return nodes.slice(1)
  if (first.position) first.position.start.offset = (first.position.start.offset ?? 0) + GUARD.length
  return nodes
}

/** Cells are parsed in parts of about this size: the parser's time grows with the square of what it is given. */
const PART = 4_000

/** The rows of a table, whose marked cells are all parsed at once, each as a paragraph; null where that went wrong. */
function readRows(source: string, rows: readonly Span[], parse: Parse): TableRow[] | null {
  const read: TableRow[] = []
  for (let from = 0; from < rows.length;) {
    const start = rows[from]?.start ?? 0
    let to = from + 1
    while (to < rows.length && (rows[to]?.end ?? 0) - start < PART) to += 1
    const part = readSomeRows(source, rows.slice(from, to), parse)
    if (!part) return null
    read.push(...part)
    from = to
  }
  return read
}

function readSomeRows(source: string, rows: readonly Span[], parse: Parse): TableRow[] | null {
  const marked: { cell: TableCell; span: Span; at: number }[] = []
  const texts: string[] = []
  let length = 0
  const result = rows.map((row): TableRow => {
    const children = cellSpans(source, row).map((span): TableCell => {
      const value = source.slice(span.start, span.end)
      const cell: TableCell = { type: 'tableCell', children: [], position: at(span) }
      if (MARKED.test(value)) {
        marked.push({ cell, span, at: length })
        texts.push(GUARD, value, '\n\n')
        length += GUARD.length + value.length + 2
      } else if (value !== '') cell.children = [{ type: 'text', value, position: at(span) }]
      return cell
    })
    const start = row.start + (/^ */.exec(source.slice(row.start, row.start + 4))?.[0].length ?? 0)
    return { type: 'tableRow', children, position: at({ start, end: row.end }) }
  })
  const paragraphs = marked.length === 0 ? [] : parse(texts.join(''))
  if (paragraphs.length !== marked.length) return null
  for (const [index, { cell, span, at: began }] of marked.entries()) {
    const paragraph = paragraphs[index]
    if (paragraph?.type !== 'paragraph' || paragraph.position?.start.offset !== began) return null
    cell.children = place(paragraph.children, span.start - began - GUARD.length)
  }
  return result
}

/** The space after the last row followed the first one while the rows between were out: it is not a part of that. */
function endBefore(row: TableRow | undefined, offset: number): void {
  for (const node of [row, row?.children.at(-1)])
    if (node?.position) node.position.end.offset = Math.min(node.position.end.offset ?? offset, offset)
}

/**
 * Puts the rows that were cut back into the blocks of the shortened source, and numbers all offsets by the whole
 * one. Null where a cut was no table after all.
 */
export function restoreRows(
  blocks: RootContent[],
  source: string,
  { cuts }: ShortSource,
  parse: Parse,
): RootContent[] | null {
  let by = 0
  let next = 0
  for (const block of blocks) {
    shiftTree(block, by)
    for (let cut = cuts[next]; cut && (block.position?.end.offset ?? 0) - by >= cut.at; cut = cuts[next]) {
      const before = cut.at + by
      if (block.type !== 'table' || !block.position) return null
      const row = block.children.findLastIndex((each) => (each.position?.start.offset ?? Infinity) < before)
      const rows = row < 1 ? null : readRows(source, cut.rows, parse)
      if (!rows) return null
      const grown = cut.removed.end - cut.removed.start
      for (const each of block.children.slice(row + 1)) shiftTree(each, grown)
      endBefore(block.children[row], before)
      block.children.splice(row + 1, 0, ...rows)
      block.position.end.offset = (block.position.end.offset ?? 0) + grown
      by += grown
      next += 1
    }
  }
  return next === cuts.length ? blocks : null
}
