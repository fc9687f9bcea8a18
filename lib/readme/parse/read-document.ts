import type { Root } from 'mdast'
import type { Block, Candidate } from './blocks/blocks.ts'
import { type Decisions, decideGroups } from './entries/decide-groups.ts'
import { findDetails, trimBlankLines } from './blocks/details.ts'
import type { SourceDocument, SourceEntry, SourceProse } from '#lib/readme/document.ts'
import type { AddressOf } from './entries/evidence.ts'
import { fillGaps } from './fill-gaps.ts'
import { findBoldLinks } from './entries/find-title.ts'
import { definitionsOf, parseMarkdown } from './blocks/parse-markdown.ts'
import { inheritDate } from './text/heading-date.ts'
import { readCandidate } from './entries/read-candidate.ts'
import { SectionTree, markProseSections } from './blocks/section-tree.ts'
import { type Span, lineAt, lineStarts, spanOf } from '#lib/readme/span.ts'
import { BlockWalker } from './blocks/walk-blocks.ts'

/**
 * Reads a whole README: title, sections, entries with their notes, and the rest as prose. First each
 * block is weighed by itself, then decided by what its siblings and the headings around it are.
 */
export function readDocument(text: string): SourceDocument {
  const root = parseMarkdown(text)
  const definitions = definitionsOf(root)
  const addressOf: AddressOf = (node) => {
    if (node.type === 'link') return node.url
    return node.type === 'linkReference' ? (definitions.get(node.identifier.toLowerCase()) ?? null) : null
  }
  const walker = new BlockWalker(text, addressOf, findDetails(root, text, boundariesOf(root), text.length))
  walker.walk(root.children)
  const decisions = decideGroups(walker.blocks, walker.scopes)
  const document = new DocumentBuilder(text, definitions, walker, decisions).build()
  const sections = (parts: { section: number | null }[]) => new Set(parts.flatMap((part) => part.section ?? []))
  const prose = fillGaps(text, document)
  markProseSections(document.sections, sections(document.entries), sections([...prose, ...document.refused]))
  return { ...document, prose }
}

/** Where a <details> that is never closed must end: where a heading or an entry with a bold link begins. */
function boundariesOf(root: Root): number[] {
  return root.children.flatMap((node) => {
    const begins = node.type === 'heading' || (node.type === 'paragraph' && findBoldLinks(node.children).length > 0)
    return begins ? (spanOf(node)?.start ?? []) : []
  })
}

/** Words of a <summary> that name no topic. */
const NO_TOPIC =
  /^\W*(?:click|show|expand|more|details?|full|see|view|unfold|toggle|open|collapse|papers?|list|展开|点击)\b|^\W*$/iu

/** Puts a document together from decided blocks, in the order of the text. */
class DocumentBuilder {
  readonly #text: string
  readonly #definitions: ReadonlyMap<string, string>
  readonly #walker: BlockWalker
  readonly #decisions: Decisions
  readonly #lines: number[]
  readonly #tree = new SectionTree()
  readonly #document: SourceDocument

  constructor(text: string, definitions: ReadonlyMap<string, string>, walker: BlockWalker, decisions: Decisions) {
    this.#text = text
    this.#definitions = definitions
    this.#walker = walker
    this.#decisions = decisions
    this.#lines = lineStarts(text)
    const { sections } = this.#tree
    this.#document = { title: null, titleSpan: null, sections, entries: [], prose: [], refused: [], warnings: [] }
  }

  build(): SourceDocument {
    const { blocks, scopes } = this.#walker
    const titleScope = this.#titleScope(blocks)
    const folds = this.#topicFolds(blocks)
    for (const block of blocks) {
      if (block.kind === 'candidate') this.#candidate(block)
      else if (block.kind === 'prose') this.#keep(block.prose, block.span, block.reason)
      else {
        const scope = scopes[block.scope]
        if (block.kind === 'unfold') this.#tree.close(block.scope)
        else if (block.kind === 'heading' && block.scope === titleScope) {
          this.#document.title = scope?.title || null
          this.#document.titleSpan = block.span
        } else if (block.kind === 'heading')
          this.#tree.open(scope?.title ?? '', scope?.depth ?? 1, block.span, block.scope)
        else if (folds.has(block.scope)) this.#tree.open(scope?.title ?? '', scope?.depth ?? 1, block.span, block.scope)
        else this.#keep('html', block.span, null)
      }
    }
    return this.#document
  }

  /**
   * The first heading is the list's title if it is an H1, unless papers stand directly under it
   * while other H1s follow: then it is the first of several sections.
   */
  #titleScope(blocks: readonly Block[]): number | null {
    const { scopes } = this.#walker
    const first = scopes.findIndex((scope) => !scope.isFold)
    if (scopes[first]?.depth !== 1) return null
    if (!scopes.some((scope, at) => at > first && scope.depth === 1)) return first
    const holdsEntry = blocks.some(
      (block) => block.kind === 'candidate' && block.scope === first && this.#decisions.get(block) === null,
    )
    return holdsEntry ? null : first
  }

  /** The folds whose summary names a topic of the papers in them. */
  #topicFolds(blocks: readonly Block[]): Set<number> {
    const { scopes } = this.#walker
    const topics = new Set<number>()
    for (const block of blocks) {
      if (block.kind !== 'candidate' || this.#decisions.get(block) !== null) continue
      for (let at = block.scope; at !== null; at = scopes[at]?.parent ?? null) {
        const scope = scopes[at]
        const around = scope?.parent == null ? '' : (scopes[scope.parent]?.title ?? '')
        const says = scope?.title.toLowerCase() ?? ''
        if (scope?.isFold && !NO_TOPIC.test(says) && says !== around.toLowerCase().trim()) topics.add(at)
      }
    }
    return topics
  }

  #candidate(candidate: Candidate): void {
    const reason = this.#decisions.get(candidate) ?? null
    const text = { source: this.#text, definitions: this.#definitions }
    const read = reason === null ? readCandidate(candidate, text) : null
    const { span, style, note } = candidate
    if (read) {
      const section = this.#tree.current ?? this.#tree.openUntitled()
      const dated = inheritDate(read, this.#document.sections[section]?.path ?? [])
      const entry = { ...dated, style, section, span, note: null, noteSpan: null, ...this.#linesOf(span) }
      this.#document.entries.push(note ? this.#withNote(entry, candidate) : entry)
    } else if (reason === null) {
      const section = this.#tree.current
      this.#document.refused.push({
        span,
        ...this.#linesOf(span),
        reason: 'it has no title that could be read',
        section,
      })
    } else this.#keep(proseKind(candidate), span, reason)
  }

  #linesOf(span: Span): { line: number; endLine: number } {
    return { line: lineAt(this.#lines, span.start), endLine: lineAt(this.#lines, span.end - 1) }
  }

  #withNote(entry: SourceEntry, { note }: Candidate): SourceEntry {
    if (!note) return entry
    const noteSpan = trimBlankLines(this.#text, note.content)
    const written = this.#text.slice(noteSpan.start, noteSpan.end)
    const { endLine } = entry
    if (!note.isClosed)
      this.#document.warnings.push(`Line ${entry.line}: <details> is not closed; its note is read to line ${endLine}.`)
    // A note holds \n only, whatever ends the file's lines.
    return { ...entry, noteSpan, note: written.trim() === '' ? null : written.replace(/\r\n?/g, '\n') }
  }

  #keep(kind: SourceProse['kind'], span: Span, reason: string | null): void {
    const section = this.#tree.current
    const last = this.#document.prose.at(-1)
    const joins = last && (kind === 'list' || kind === 'table') && last.kind === kind && last.section === section
    const isNext = joins && this.#text.slice(last.span.end, span.start).trim() === ''
    if (isNext && (reason === null || last.reason === undefined || last.reason === reason)) {
      last.span = { start: last.span.start, end: span.end }
      if (reason !== null) last.reason = reason
    } else this.#document.prose.push({ kind, span, section, ...(reason === null ? {} : { reason }) })
  }
}

function proseKind({ style }: Candidate): SourceProse['kind'] {
  if (style === 'item') return 'list'
  if (style === 'paragraph') return 'text'
  return style === 'bibtex' ? 'code' : 'table'
}
