import type { Code, Heading, Html, ListItem, Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import { readBibtex } from './bibtex-blocks.ts'
import type { Block, Candidate, Scope } from './blocks.ts'
import { type Details, isFold, trimBlankLines } from './details.ts'
import type { SourceProse } from '#lib/readme/document.ts'
import { type AddressOf, weigh } from '#lib/readme/parse/entries/evidence.ts'
import { findHtmlTable, readHtmlTable } from './html-table.ts'
import { pairInlineHtml } from '#lib/readme/parse/text/inline-html.ts'
import { linkLabel, plainInline } from '#lib/readme/parse/text/inline-text.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { type Span, spanOf } from '#lib/readme/span.ts'
import { splitParagraph } from './split-paragraph.ts'
import { type RawTable, cellsOf, readColumns, weighRow } from './table-columns.ts'

const PROSE_KINDS: Partial<Record<RootContent['type'], SourceProse['kind']>> = {
  paragraph: 'text',
  blockquote: 'text',
  list: 'list',
  table: 'table',
  html: 'html',
  code: 'code',
  heading: 'heading',
}

/** Where a block stands: outside of lists, or in an item of one. */
type Place = { start: number | null; depth: number; isQuoted: boolean }
const TOP: Place = { start: null, depth: 0, isQuoted: false }

const DETAILS = /<(\/?)details\b/gi
/** Deeper lists and folds than this are nothing that anyone wrote. */
const MAX_DEPTH = 12

/** Goes through the blocks of a document in order: headings, what may be entries, and the rest. */
export class BlockWalker {
  readonly blocks: Block[] = []
  readonly scopes: Scope[] = []
  readonly #text: string
  readonly #addressOf: AddressOf
  readonly #details: Details[]
  #next = 0
  #folds: { details: Details; scope: number; around: number | null }[] = []
  #scope: number | null = null
  #tables = 0
  /** Everything before this offset has its place. */
  #done = 0

  constructor(text: string, addressOf: AddressOf, details: Details[]) {
    this.#text = text
    this.#addressOf = addressOf
    this.#details = details
  }

  walk(nodes: RootContent[], place = TOP): void {
    for (const [index, node] of nodes.entries()) {
      const span = spanOf(node)
      if (!span || span.end <= this.#done) continue
      const start = index === 0 && place.start !== null ? place.start : span.start
      if (span.start >= this.#done) this.#block(node, { start: Math.max(start, this.#done), end: span.end }, place)
      this.#rest(span, place)
    }
  }

  /** A note or a table ended in the middle of this block: what follows it is read on its own, piece by piece. */
  #rest(span: Span, place: Place): void {
    while (this.#done > span.start && this.#done < span.end) {
      const from = this.#done
      if (this.#text.slice(from, span.end).trim() === '') return
      const to = this.#pieceEnd(from, span.end)
      const nodes = parseMarkdown(this.#text, from, to).children
      const [first] = nodes
      // What does not become anything else when read on its own stays as it is.
      if (
        nodes.length === 0 ||
        (first?.type === 'html' && nodes.length === 1 && !this.#opensBefore(to) && !/<table\b/i.test(first.value))
      )
        this.#keep('html', { start: from, end: to })
      else this.walk(nodes, { ...place, start: null })
      if (this.#done <= from) this.#keep('html', { start: from, end: to })
      if (this.#done < to) this.#done = to
    }
  }

  /** Where a piece ends that is read on its own: with the line that closes a <details>, or before the next that opens one. */
  #pieceEnd(from: number, end: number): number {
    DETAILS.lastIndex = from + 1
    const tag = DETAILS.exec(this.#text)
    if (!tag || tag.index >= end) return end
    if (!tag[1]) return this.#text.slice(from, tag.index).trim() === '' ? end : tag.index
    const line = this.#text.slice(tag.index, end).search(/[\r\n]/)
    return line < 0 ? end : tag.index + line
  }

  #opensBefore(end: number): boolean {
    while ((this.#details[this.#next]?.span.start ?? Infinity) < this.#done) this.#next += 1
    return (this.#details[this.#next]?.span.start ?? Infinity) < end
  }

  #block(node: RootContent, span: Span, place: Place): void {
    this.#unfold(span.start)
    if (node.type === 'heading' && place.depth === 0 && !place.isQuoted) this.#heading(node, span)
    else if (node.type === 'paragraph') this.#paragraph(node, span, place)
    else if (node.type === 'list') {
      for (const item of node.children) this.#item(item, { ...place, depth: place.depth + 1 })
    } else if (node.type === 'table') this.#table(node, span)
    else if (node.type === 'html') this.#html(node, span)
    else if (node.type === 'code') this.#code(node, span)
    else if (node.type === 'blockquote') this.#quote(node.children, span, place)
    else this.#keep(PROSE_KINDS[node.type] ?? 'other', span)
  }

  #heading(node: Heading, span: Span): void {
    const evidence = weigh(pairInlineHtml(node.children, this.#text), this.#addressOf)
    // Some lists give each paper a heading of its own.
    if (evidence.lead === 'paper' && evidence.points >= 3 && node.depth > 1) {
      this.#candidate({ span, nodes: node.children, evidence, group: `heading-${node.depth}`, style: 'paragraph' })
      return
    }
    const title = plainInline(node.children) || linkLabel(node.children)
    this.#open({ title, depth: node.depth, isFold: false })
    this.blocks.push({ kind: 'heading', scope: this.#scope ?? 0, span })
    this.#done = span.end
  }

  #open(scope: Omit<Scope, 'parent'>): number {
    let parent = this.#scope
    while (parent !== null && (this.scopes[parent]?.depth ?? 0) >= scope.depth)
      parent = this.scopes[parent]?.parent ?? null
    this.#scope = this.scopes.push({ ...scope, parent }) - 1
    return this.#scope
  }

  #item(item: ListItem, place: Place): void {
    const span = spanOf(item)
    if (!span || span.end <= this.#done) return
    const start = Math.max(span.start, this.#done)
    const at = { ...place, start }
    const [first, ...rest] = item.children
    if (!first || place.depth > MAX_DEPTH) this.#keep('list', { start, end: span.end })
    else if (first.type !== 'paragraph') this.walk(item.children, at)
    else {
      // Authors and links often stand in paragraphs of their own below the title.
      const more = rest.findIndex((node) => node.type !== 'paragraph')
      const paragraphs = [first, ...rest.slice(0, more < 0 ? rest.length : more)] as Paragraph[]
      const others = more < 0 ? [] : rest.slice(more)
      this.#itemHead(paragraphs, at, span)
      const head = this.blocks.at(-1)
      this.#belongings(head?.kind === 'candidate' && head.span.start === start ? head : null, others, at)
    }
    this.#rest(span, place)
  }

  #itemHead(paragraphs: Paragraph[], place: Place, item: Span): void {
    const end = spanOf(paragraphs.at(-1) as Paragraph)?.end ?? item.end
    const gap: PhrasingContent = { type: 'break' }
    const nodes = paragraphs.flatMap((node, at) => (at === 0 ? node.children : [gap, ...node.children]))
    this.#inline(nodes, { start: place.start ?? item.start, end: Math.max(end, (place.start ?? 0) + 1) }, place, 'item')
  }

  /** What stands below an item's text: papers of their own, or remarks that belong to it. */
  #belongings(head: Candidate | null, nodes: RootContent[], place: Place): void {
    for (const node of nodes) {
      const span = spanOf(node)
      if (!span || span.end <= this.#done) continue
      const from = this.blocks.length
      const before = this.#done
      const nested = { ...place, start: null }
      if (head && node.type !== 'list' && node.type !== 'table' && node.type !== 'html') {
        this.#attach(head, span.end)
        continue
      }
      this.walk([node], nested)
      const inner = this.blocks.slice(from)
      if (!head || node.type !== 'list' || inner.some((block) => block.kind === 'fold' || block.kind === 'unfold'))
        continue
      const needed = head.evidence.points >= 2 ? 2 : -9
      const own = inner.filter(
        (block) => block.kind === 'candidate' && block.evidence.points >= needed && hasOwnTitle(block),
      )
      const items = node.children.length
      if (own.length * 2 >= items || before > span.start) continue
      // Fields and remarks of the entry: its authors, its links, a summary.
      this.blocks.length = from
      const below = inner.flatMap((block) =>
        block.kind === 'candidate' ? [{ type: 'break' } as const, ...block.nodes] : [],
      )
      head.nodes = [...head.nodes, ...below]
      head.evidence = weigh(pairInlineHtml(head.nodes, this.#text), this.#addressOf, true)
      this.#attach(head, span.end)
    }
  }

  #attach(head: Candidate, end: number): void {
    head.span = { start: head.span.start, end: Math.max(head.span.end, end) }
    this.#done = Math.max(this.#done, end)
  }

  #paragraph(node: Paragraph, span: Span, place: Place): void {
    this.#inline(node.children, span, place, place.depth > 0 ? 'item' : 'paragraph')
  }

  /** Reads inline content: one candidate or several, and the note that may begin in the same line. */
  #inline(nodes: PhrasingContent[], span: Span, place: Place, style: 'item' | 'paragraph'): void {
    const note = this.#opensBefore(span.end) ? this.#details[this.#next] : undefined
    const contentEnd = note ? span.start + this.#text.slice(span.start, note.span.start).trimEnd().length : span.end
    const own = note ? nodes.filter((node) => (spanOf(node)?.end ?? 0) <= contentEnd) : nodes
    const parts = splitParagraph(own, { start: span.start, end: contentEnd }, this.#text)
    for (const part of parts) {
      const evidence = weigh(pairInlineHtml(part.nodes, this.#text), this.#addressOf, style === 'item')
      const group = style === 'item' ? `item-${place.depth}` : 'paragraph'
      this.#candidate({ span: part.span, nodes: part.nodes, evidence, group, style })
    }
    if (!note) return
    if (!this.#note(note)) this.#keep(style === 'item' ? 'list' : 'text', { start: this.#done, end: span.end })
  }

  #candidate(fields: Pick<Candidate, 'span' | 'nodes' | 'evidence' | 'group' | 'style'> & Partial<Candidate>): void {
    if (fields.span.end <= fields.span.start) return
    this.blocks.push({ kind: 'candidate', cells: null, bibtex: null, note: null, scope: this.#scope, ...fields })
    this.#done = Math.max(this.#done, fields.span.end)
  }

  #table(node: Table, span: Span): void {
    const [head, ...body] = node.children.map((row) => ({
      span: spanOf(row) ?? span,
      cells: row.children.map((cell) => ({ nodes: cell.children, span: spanOf(cell) ?? span })),
    }))
    if (!head) return this.#keep('table', span)
    const columns = readColumns({ header: head.cells, rows: body }, this.#text)
    const first = weighRow(cellsOf(head, columns), columns, this.#text, this.#addressOf)
    // A table must have a header in Markdown: some lists put a paper there.
    const isHeaderless = first.hasPaperLink && first.hasTitle
    if (isHeaderless) this.#rows({ header: null, rows: [head, ...body] }, span, 'row')
    else this.#rows({ header: head.cells, rows: body }, span, 'row', columns)
  }

  #rows(table: RawTable, span: Span, style: 'row' | 'html-row', columns = readColumns(table, this.#text)): void {
    const header = table.rows[0]?.span.start ?? span.end
    if (header > span.start) this.#keep('table', { start: span.start, end: header }, 'the head of a table')
    const group = `table-${(this.#tables += 1)}`
    for (const row of table.rows) {
      const cells = cellsOf(row, columns)
      const evidence = weighRow(cells, columns, this.#text, this.#addressOf)
      const nodes = cells.flatMap((cell) => cell.nodes)
      this.#candidate({
        span: row.span,
        nodes,
        cells,
        evidence,
        group: columns.about ? `${group}-about` : group,
        style,
      })
    }
    if (this.#done < span.end) this.#keep('table', { start: this.#done, end: span.end }, 'the end of a table')
    this.#done = Math.max(this.#done, span.end)
  }

  #html(node: Html, span: Span): void {
    if (this.#opensBefore(span.end)) {
      const details = this.#details[this.#next] as Details
      if (details.span.start > span.start) this.#keep('html', { start: span.start, end: details.span.start })
      if (this.#note(details)) return
      this.#foldInto(details)
      // Those that open one in the other are not worth a piece each.
      for (let next = this.#details[this.#next + 1]; next; next = this.#details[this.#next + 1]) {
        const { start } = next.span
        if (start >= span.end || start < this.#done || this.#text.slice(this.#done, start).trim() !== '') return
        this.#next += 1
        this.#foldInto(next)
      }
      return
    }
    const table = /<table\b/i.test(node.value) ? findHtmlTable(this.#text, span.start, span.end) : null
    if (!table) return this.#keep('html', span)
    if (table.start > span.start) this.#keep('html', { start: span.start, end: table.start })
    this.#rows(readHtmlTable(this.#text, table), table, 'html-row')
  }

  /** Gives a <details> to the candidate right before it; false where none stands there, or where it folds a part of the list. */
  #note(details: Details): boolean {
    const last = this.blocks.at(-1)
    if (last?.kind !== 'candidate' || last.note || last.style === 'row' || last.style === 'html-row') return false
    if (this.#text.slice(last.span.end, details.span.start).trim() !== '' || isFold(this.#text, details)) return false
    last.note = details
    const { content } = details
    const end = details.isClosed ? details.span.end : Math.max(trimBlankLines(this.#text, content).end, content.start)
    this.#attach(last, end)
    return true
  }

  #foldInto(details: Details): void {
    const open = { start: details.span.start, end: details.content.start }
    if (this.#folds.length >= MAX_DEPTH) return this.#keep('html', open)
    const depth = (this.#scope === null ? 0 : (this.scopes[this.#scope]?.depth ?? 0)) + 0.01
    const around = this.#scope
    const scope = this.#open({ title: details.summary, depth, isFold: true })
    this.#folds.push({ details, scope, around })
    this.blocks.push({ kind: 'fold', scope, span: open })
    this.#done = Math.max(this.#done, details.content.start)
  }

  /** Leaves the folded parts that end before an offset. */
  #unfold(offset: number): void {
    for (let last = this.#folds.at(-1); last && last.details.content.end <= offset; last = this.#folds.at(-1)) {
      this.#folds.pop()
      this.#scope = last.around
      this.blocks.push({ kind: 'unfold', scope: last.scope, span: { start: offset, end: offset } })
    }
  }

  #code(node: Code, span: Span): void {
    const entries = /@\w+\s*\{/.test(node.value) ? readBibtex(this.#text, span) : []
    for (const entry of entries) {
      const title = entry.fields.find((field) => field.name === 'title')
      const evidence = {
        points: title ? 4 : -1,
        lead: null,
        hasTitle: Boolean(title),
        hasPaperLink: false,
        saysPaper: false,
        hasNames: true,
        isCited: true,
        begins: true,
      }
      if (entry.span.start > this.#done)
        this.#keep('code', { start: Math.max(span.start, this.#done), end: entry.span.start })
      this.#candidate({
        span: entry.span,
        nodes: [],
        bibtex: entry,
        evidence,
        group: `bibtex-${span.start}`,
        style: 'bibtex',
      })
    }
    this.#keep('code', { start: Math.max(span.start, this.#done), end: span.end })
  }

  #quote(nodes: RootContent[], span: Span, place: Place): void {
    const from = this.blocks.length
    this.walk(nodes, { ...place, start: span.start, isQuoted: true })
    const inner = this.blocks.slice(from)
    if (inner.some((block) => block.kind === 'fold' || block.kind === 'unfold')) return
    if (inner.some((block) => block.kind === 'candidate' && block.evidence.points >= 3)) return
    this.blocks.length = from
    const last = this.blocks.at(-1)
    const isAbstract = last?.kind === 'candidate' && last.evidence.points >= 3 && !last.note
    if (isAbstract && this.#text.slice(last.span.end, span.start).trim() === '' && last.style !== 'row')
      this.#attach(last, span.end)
    else {
      this.#done = Math.min(this.#done, span.start)
      this.#keep('text', span)
    }
    this.#done = Math.max(this.#done, span.end)
  }

  #keep(prose: SourceProse['kind'], span: Span, reason: string | null = null): void {
    const start = Math.max(span.start, this.#done)
    if (span.end > start && this.#text.slice(start, span.end).trim() !== '')
      this.blocks.push({ kind: 'prose', prose, span: { start, end: span.end }, reason })
    this.#done = Math.max(this.#done, span.end)
  }
}

/** Whether a nested item names a paper rather than giving a field of the one above ("Paper: [link]"). */
function hasOwnTitle(block: Candidate): boolean {
  return block.evidence.lead !== null && block.evidence.lead !== 'anchor'
}
