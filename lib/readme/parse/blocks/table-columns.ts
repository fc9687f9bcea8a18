import type { PhrasingContent } from 'mdast'
import { type AddressOf, type Evidence, weigh } from '#lib/readme/parse/entries/evidence.ts'
import { isLink } from '#lib/readme/parse/entries/find-title.ts'
import { linkLabel, plainInline } from '#lib/readme/parse/text/inline-text.ts'
import { isLinkWord } from '#lib/readme/parse/text/link-kind.ts'
import type { Cell, CellRole } from '#lib/readme/parse/entries/read-row.ts'
import { pairInlineHtml } from '#lib/readme/parse/text/inline-html.ts'
import type { Span } from '#lib/readme/span.ts'

export type RawCell = { nodes: PhrasingContent[]; span: Span }
export type RawRow = { span: Span; cells: RawCell[] }
export type RawTable = { header: RawCell[] | null; rows: RawRow[] }

/** What the columns of a table hold. `about`: the rows name things that have papers, not papers. */
export type Columns = { roles: CellRole[]; headers: (string | null)[]; about: boolean; isRecordings: boolean }

const TITLE =
  /^(?:(?:paper|article|publication)(?:'s)? (?:title|name)|titles?|name of (?:the )?paper|标题|题目|论文(?:标题|名称|题目)?|文章(?:标题)?|titre|titel|título)\b|^title|标题|题目|名字/
const PAPER = /^(?:papers?|articles?|publications?|references?|works?|study|studies|论文|文献)$/
const AUTHORS = /\bauthors?\b|作者|^by$/
const VENUE =
  /\b(?:venues?|conf(?:erence|\.)?|journals?|pub(?:lished|lisher|lication|l)?(?: (?:in|at|venue))?|booktitle|where)\b|会议|期刊|发表/
const DATE = /\b(?:dates?|years?|months?|time|published|released?|submitted)\b|年份|日期|时间|年/
const LINKS =
  /\b(?:links?|codes?|github|pdfs?|papers?|arxiv|projects?|pages?|demos?|urls?|websites?|repos?(?:itory)?|implementations?|slides?|videos?|data|bib(?:tex)?|source|blog|doi|resources?)\b|链接|代码|引用/
const NAME =
  /^(?:#|no\.?|name|model|method|approach|algorithm|data ?set|benchmark|tool|task|system|project|framework|abbr\.?|acronym)s?(?: name)?$/
const DURATION = /\b(?:duration|length|runtime)\b|时长/
/** How many rows tell what a column holds. */
const SAMPLE = 16

const isLong = (text: string) => (text.match(/\p{sc=Han}{2}|[\p{L}\p{N}]+/gu)?.length ?? 0) >= 3

/** How much the cells of a column look like titles, from 0 to 1. */
function titleness(cells: RawCell[], source: string): number {
  const filled = cells.filter((cell) => cell.nodes.length > 0)
  if (filled.length === 0) return 0
  const scores = filled.map((cell): number => {
    const nodes = pairInlineHtml(cell.nodes, source)
    const labels = nodes.flatMap(function collect(node: PhrasingContent): string[] {
      if (isLink(node)) return [linkLabel(node.children)]
      return 'children' in node ? node.children.flatMap(collect) : []
    })
    if (labels.some((label) => isLong(label) && !isLinkWord(label))) return 1
    const text = plainInline(nodes)
    if (labels.length > 0)
      return isLong(text) && !labels.every(isLinkWord) ? 0.6 : isLinkWord(labels[0] ?? '') ? 0 : 0.4
    return isLong(text) && text.length < 300 ? 0.5 : 0
  })
  return scores.reduce((sum, score) => sum + score, 0) / cells.length
}

function roleOf(header: string): CellRole {
  if (AUTHORS.test(header) && !TITLE.test(header)) return 'authors'
  if (VENUE.test(header)) return 'venue'
  if (DATE.test(header)) return 'date'
  return LINKS.test(header) ? 'links' : 'other'
}

/** The column that holds the titles: by its header where that says so, else by what the cells hold. */
function titleColumn(headers: string[], scores: number[]): number {
  const named = headers.findIndex((header) => TITLE.test(header))
  if (named >= 0 && (scores[named] ?? 0) > 0) return named
  const paper = headers.findIndex((header, at) => PAPER.test(header) && (scores[at] ?? 0) >= 0.35)
  if (paper >= 0) return paper
  let best = -1
  for (const [at, score] of scores.entries()) {
    const isOther = /abstract|summary|description|notes?|intro|tl;?dr|简介|remarks?|comments?/.test(headers[at] ?? '')
    if (score > 0.2 && !isOther && score > (scores[best] ?? 0) + 1e-9) best = at
  }
  return best
}

export function readColumns(table: RawTable, source: string): Columns {
  const count = Math.max(
    0,
    ...[table.header ?? [], ...table.rows.slice(0, SAMPLE).map((row) => row.cells)].map((row) => row.length),
  )
  const headers = Array.from({ length: count }, (_, at) => {
    const cell = table.header?.[at]
    return cell ? plainInline(pairInlineHtml(cell.nodes, source)).toLowerCase() : ''
  })
  const sample = table.rows.slice(0, SAMPLE)
  const scores = headers.map((_, at) =>
    titleness(
      sample.flatMap((row) => row.cells[at] ?? []),
      source,
    ),
  )
  const title = titleColumn(headers, scores)
  const roles = headers.map((header, at): CellRole => (at === title ? 'title' : roleOf(header)))
  const first = headers.findIndex((header) => header !== '')
  const about = first >= 0 && first !== title && NAME.test(headers[first] ?? '') && PAPER.test(headers[title] ?? '')
  const isRecordings = headers.some((header) => DURATION.test(header))
  return { roles, headers: headers.map((header) => header || null), about, isRecordings }
}

/** The cells of a row with their roles. */
export function cellsOf(row: RawRow, { roles, headers }: Columns): Cell[] {
  return row.cells.map((cell, at) => ({ ...cell, role: roles[at] ?? 'other', header: headers[at] ?? null }))
}

/** Weighs a row: its cells together, and what its columns say of them. */
export function weighRow(cells: readonly Cell[], columns: Columns, source: string, addressOf: AddressOf): Evidence {
  const gap: PhrasingContent = { type: 'break' }
  const paired = cells.map((cell) => ({ role: cell.role, nodes: pairInlineHtml(cell.nodes, source) }))
  const title = paired.find((cell) => cell.role === 'title')
  const others = paired.flatMap((cell) => (cell === title ? [] : [...cell.nodes, gap]))
  const evidence = weigh([...(title?.nodes ?? []), gap, ...others], addressOf, true)
  const hasTitle = title !== undefined && /\p{L}/u.test(linkLabel(title.nodes))
  let { points } = evidence
  if (columns.isRecordings) points = -5
  else if (
    hasTitle &&
    columns.headers.some((header, at) => columns.roles[at] === 'title' && TITLE.test(header ?? ''))
  ) {
    const bibliographic = columns.roles.filter(
      (role) => role === 'venue' || role === 'date' || role === 'authors',
    ).length
    points += bibliographic > 0 ? 2 : 1
    // The code of a paper often is all that its title leads to.
    if (evidence.lead === 'code') points += 1
  }
  return { ...evidence, points, hasTitle }
}
