import type { ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import { type Details, findDetails, trimBlankLines } from './details.ts'
import type { SourceDocument, SourceEntry, SourceProse } from './document.ts'
import { findBoldLinks } from './find-title.ts'
import { linkLabel, plainInline } from './inline-text.ts'
import { definitionsOf, parseMarkdown } from './parse-markdown.ts'
import { type EntryContext, findTitles, readEntry } from './read-entry.ts'
import { SectionTree, markProseSections } from './section-tree.ts'
import { lineAt, lineStarts, spanOf } from './span.ts'

/** Reads a whole README: title, sections, entries with their notes, and the rest as prose. */
export function readDocument(text: string): SourceDocument {
  return new DocumentReader(text).read()
}

const PROSE_KINDS: Partial<Record<RootContent['type'], SourceProse['kind']>> = {
  paragraph: 'text',
  blockquote: 'text',
  list: 'list',
  table: 'table',
  html: 'html',
  code: 'code',
  heading: 'heading',
}

class DocumentReader {
  readonly #text: string
  readonly #lines: number[]
  readonly #tree = new SectionTree()
  readonly #entries: SourceEntry[] = []
  readonly #prose: SourceProse[] = []
  readonly #warnings: string[] = []
  #definitions: ReadonlyMap<string, string> = new Map()
  #titleNode: RootContent | null = null
  /** Everything before this offset has its place. */
  #done = 0

  constructor(text: string) {
    this.#text = text
    this.#lines = lineStarts(text)
  }

  read(): SourceDocument {
    const root = parseMarkdown(this.#text)
    this.#definitions = definitionsOf(root)
    this.#titleNode = this.#findListTitle(root)
    this.#readRoot(root, this.#text.length)
    const { sections } = this.#tree
    const indexes = (parts: { section: number | null }[]) => new Set(parts.flatMap((part) => part.section ?? []))
    markProseSections(sections, indexes(this.#entries), indexes(this.#prose))
    const titleSpan = this.#titleNode && spanOf(this.#titleNode)
    const title = this.#titleNode && 'children' in this.#titleNode ? linkLabel(this.#titleNode.children) : null
    return {
      title: title || null,
      titleSpan,
      sections,
      entries: this.#entries,
      prose: this.#prose,
      refused: [],
      warnings: this.#warnings,
    }
  }

  #context(isItem: boolean): EntryContext {
    return { source: this.#text, definitions: this.#definitions, isItem }
  }

  /**
   * The first heading is the list's title if it is an H1, unless papers stand directly under it
   * while other H1s follow: then it is the first of several sections.
   */
  #findListTitle(root: Root): RootContent | null {
    const first = root.children.findIndex((node) => node.type === 'heading')
    const heading = root.children[first]
    if (heading?.type !== 'heading' || heading.depth !== 1) return null
    const rest = root.children.slice(first + 1)
    if (!rest.some((node) => node.type === 'heading' && node.depth === 1)) return heading
    const next = rest.findIndex((node) => node.type === 'heading')
    return rest.slice(0, next).some((node) => this.#holdsEntry(node)) ? null : heading
  }

  #holdsEntry(node: RootContent): boolean {
    if (node.type === 'paragraph') return this.#holdsTitle(node, false)
    if (node.type !== 'list') return false
    return node.children.some(({ children: [first] }) => first?.type === 'paragraph' && this.#holdsTitle(first, true))
  }

  #holdsTitle(node: Paragraph, isItem: boolean): boolean {
    const context = this.#context(isItem)
    return findTitles(node.children, context).some((title) => readEntry(node.children, title, context) !== null)
  }

  #readRoot(root: Root, end: number): void {
    const boundaries = root.children.flatMap((node) => {
      const begins = node.type === 'heading' || (node.type === 'paragraph' && findBoldLinks(node.children).length > 0)
      return begins ? (spanOf(node)?.start ?? []) : []
    })
    this.#readBlocks(root.children, findDetails(root, this.#text, boundaries, end), null)
  }

  /** @param itemStart where the list item begins whose blocks these are; null outside lists. */
  #readBlocks(nodes: RootContent[], details: Details[], itemStart: number | null): void {
    for (const [index, node] of nodes.entries()) {
      const span = spanOf(node)
      if (!span || span.end <= this.#done) continue
      const start = index === 0 && itemStart !== null ? itemStart : span.start
      if (span.start >= this.#done) this.#readBlock(node, details, start, span.end, itemStart !== null)
      // A note ended in the middle of this block: what follows it is read on its own.
      if (this.#done > span.start && this.#done < span.end && this.#text.slice(this.#done, span.end).trim() !== '') {
        this.#readRoot(parseMarkdown(this.#text, this.#done, span.end), span.end)
      }
    }
  }

  #readBlock(node: RootContent, details: Details[], start: number, end: number, isItem: boolean): void {
    if (node === this.#titleNode) return
    if (node.type === 'heading' && !isItem) {
      this.#tree.open(plainInline(node.children) || linkLabel(node.children), node.depth, { start, end })
    } else if (node.type === 'paragraph') {
      this.#readParagraph(node, details, start, end, isItem)
    } else if (node.type === 'list') {
      for (const item of node.children) this.#readItem(item, details)
    } else {
      const note =
        node.type === 'html' ? details.find((found) => found.span.start >= start && found.span.start < end) : undefined
      if (!note || !this.#attachNote(note))
        this.#keep(isItem ? 'list' : (PROSE_KINDS[node.type] ?? 'other'), start, end)
    }
  }

  #readItem(item: ListItem, details: Details[]): void {
    const span = spanOf(item)
    if (!span || span.end <= this.#done) return
    if (item.children.length === 0) this.#keep('list', span.start, span.end)
    else this.#readBlocks(item.children, details, Math.max(span.start, this.#done))
  }

  #readParagraph(node: Paragraph, details: Details[], start: number, end: number, isItem: boolean): void {
    const note = details.find((found) => found.span.start > start && found.span.start < end)
    const contentStart = spanOf(node)?.start ?? start
    const contentEnd = note ? contentStart + this.#text.slice(contentStart, note.span.start).trimEnd().length : end
    const nodes = note ? this.#inline(contentStart, contentEnd) : node.children
    const titles = findTitles(nodes, this.#context(isItem))
    // Several titles in one paragraph, each in lines of its own: an entry each.
    let from = contentStart
    let read = false
    for (const [index] of titles.entries()) {
      const next = titles[index + 1]
      const here = spanOf(nodes[titles[index]?.at ?? 0] as PhrasingContent)
      const nextStart = next ? spanOf(nodes[next.at] as PhrasingContent)?.start : undefined
      const lineEnd = nextStart === undefined || !here ? -1 : this.#text.slice(here.end, nextStart).search(/[\r\n]/)
      if (next && (lineEnd < 0 || !here)) continue
      const to = next && here ? here.end + lineEnd : contentEnd
      const inner = from === contentStart && to === contentEnd ? nodes : this.#inline(from, to)
      const spanStart = from === contentStart ? start : from
      if (this.#readEntry(inner, spanStart, to, isItem)) read = true
      else this.#keep(isItem ? 'list' : 'text', spanStart, to)
      from = to + (/^(?:\r\n|\r|\n)[^\S\r\n]*/.exec(this.#text.slice(to, contentEnd))?.[0].length ?? 0)
    }
    if (titles.length === 0) this.#keep(isItem ? 'list' : 'text', start, note && read ? contentEnd : end)
    if (note && read) this.#attachNote(note)
  }

  #inline(start: number, end: number): PhrasingContent[] {
    return parseMarkdown(this.#text, start, end).children.flatMap((node) =>
      node.type === 'paragraph' ? node.children : [],
    )
  }

  #readEntry(nodes: PhrasingContent[], start: number, end: number, isItem: boolean): boolean {
    const context = this.#context(isItem)
    const [title] = findTitles(nodes, context)
    const fields = title && readEntry(nodes, title, context)
    if (!fields) return false
    this.#entries.push({
      ...fields,
      style: isItem ? 'item' : 'paragraph',
      section: this.#tree.current ?? this.#tree.openUntitled(),
      span: { start, end },
      note: null,
      noteSpan: null,
      line: lineAt(this.#lines, start),
      endLine: lineAt(this.#lines, end - 1),
    })
    this.#done = Math.max(this.#done, end)
    return true
  }

  /** Gives a <details> to the entry that stands right before it; false where none does. */
  #attachNote(details: Details): boolean {
    const entry = this.#entries.at(-1)
    if (!entry || entry.noteSpan || this.#text.slice(entry.span.end, details.span.start).trim() !== '') return false
    const noteSpan = trimBlankLines(this.#text, details.content)
    const written = this.#text.slice(noteSpan.start, noteSpan.end)
    entry.noteSpan = noteSpan
    // A note holds \n only, whatever ends the file's lines.
    entry.note = written.trim() === '' ? null : written.replace(/\r\n?/g, '\n')
    const end = details.isClosed ? details.span.end : Math.max(noteSpan.end, details.content.start)
    entry.span = { start: entry.span.start, end }
    entry.endLine = lineAt(this.#lines, end - 1)
    if (!details.isClosed)
      this.#warnings.push(`Line ${entry.line}: <details> is not closed; its note is read to line ${entry.endLine}.`)
    this.#done = Math.max(this.#done, end)
    return true
  }

  #keep(kind: SourceProse['kind'], start: number, end: number): void {
    const section = this.#tree.current
    const from = Math.max(start, this.#done)
    if (this.#text.slice(from, end).trim() === '') return
    const last = this.#prose.at(-1)
    const joins = last && kind === 'list' && last.kind === 'list' && last.section === section
    if (joins && this.#text.slice(last.span.end, from).trim() === '') last.span = { start: last.span.start, end }
    else this.#prose.push({ kind, span: { start: from, end }, section })
    this.#done = Math.max(this.#done, end)
  }
}
