import { addedEntry, indentAt, reindented } from './add-entry.ts'
import type { Arranged } from './arrange.ts'
import { editedEntry } from './edit-entry.ts'
import type { PlacementState } from '#lib/readme/write/fields/list-state.ts'
import { lineEnd, lineEndAt, lineStart } from '#lib/readme/write/fields/lines.ts'
import type { Models } from './models.ts'
import { numberedAfter, spacing, wholeEntry } from './section-style.ts'
import type { Placed, SourceMap } from './source-map.ts'
import type { Change } from '#lib/readme/write/fields/splice.ts'
import { longestRise } from './stay.ts'

/** What comes into a section and what leaves it, as changes of the source text; `added` is for a section that the source does not have. */
export type Placing = { changes: Change[]; leaving: Placed[]; added: string }

type Incoming = { text: string; placement: PlacementState; at: number }

/** The export's places of a list's papers: each is asked once. */
export class EntryPlacer {
  readonly #map: SourceMap
  readonly #models: Models
  /** The places whose entries carry an edited note. */
  readonly #noted: ReadonlySet<string>

  constructor(map: SourceMap, models: Models, placements: readonly PlacementState[]) {
    this.#map = map
    this.#models = models
    this.#noted = notedPlaces(map, placements)
  }

  /** @param wanted the section's papers in their order. */
  place(section: Arranged, wanted: readonly PlacementState[], headings: readonly string[]): Placing {
    const here = wanted.flatMap((placement, at) => {
      const placed = this.#map.placed.get(placement.id)
      return placed && section.source !== null && placed.section === section.source ? [{ placed, at }] : []
    })
    const rise = longestRise(here.map(({ placed }) => placed.span.start))
    const staying = new Map(here.filter((_, at) => rise.has(at)).map(({ placed, at }) => [at, placed]))
    const leaving = here.filter((_, at) => !rise.has(at)).map(({ placed }) => placed)
    const changes: Change[] = []
    for (const placed of staying.values()) changes.push(...this.#edits(placed))
    let anchor: Placed | null = null
    let waiting: Incoming[] = []
    const texts: string[] = []
    const flush = (next: Placed | null) => {
      if (waiting.length > 0) changes.push(...this.#insert(section, waiting, anchor, next))
      texts.push(...waiting.map(({ text }) => text))
      waiting = []
    }
    for (const [at, placement] of wanted.entries()) {
      const placed = staying.get(at)
      if (placed) {
        flush(placed)
        anchor = placed
        continue
      }
      const previous = [...waiting.map(({ text }) => text).reverse(), ...this.#textsBefore(anchor)]
      waiting.push({ placement, at, text: this.#incoming(section, placement, anchor, previous, headings) })
    }
    flush(null)
    const eol = lineEndAt(this.#map.text, 0)
    return { changes, leaving, added: texts.join(eol + (/^\s*(?:[-*+]|\d+[.)])\s/.test(texts[0] ?? '') ? '' : eol)) }
  }

  #edits({ placement, entry, span }: Placed): Change[] {
    if (entry === null) return []
    const text = editedEntry(this.#map, this.#models, entry, placement, this.#noted.has(placement.id))
    const old = this.#map.text.slice(span.start, span.end)
    return text === old ? [] : [{ ...span, text }]
  }

  #textsBefore(anchor: Placed | null): string[] {
    if (!anchor || anchor.entry === null) return []
    const { entries } = this.#map.document
    return [anchor.entry, anchor.entry - 1].flatMap((index) => {
      const span = entries[index]?.span
      return span ? [this.#map.text.slice(span.start, span.end)] : []
    })
  }

  #offset(section: Arranged, anchor: Placed | null): number {
    if (anchor) return anchor.span.start
    const span = section.source === null ? null : this.#map.document.sections[section.source]?.span
    return span?.end ?? this.#map.text.length
  }

  #incoming(
    section: Arranged,
    placement: PlacementState,
    anchor: Placed | null,
    previous: readonly string[],
    headings: readonly string[],
  ): string {
    const map = this.#map
    const offset = this.#offset(section, anchor)
    const models = this.#models.near(section.source, offset)
    const sibling = this.#models.inSection(section.source)[0]
    const start = sibling === undefined ? null : (map.document.entries[sibling]?.span.start ?? null)
    const indent = indentAt(map, start)
    const placed = map.placed.get(placement.id)
    const entry = placed?.entry == null ? null : map.document.entries[placed.entry]
    const style = start === null ? null : models[0]?.reading.style
    // Its own text goes with it, where it is written as what stands there.
    if (placed?.entry != null && entry && (style === null || style === entry.style) && entry.style !== 'row') {
      const own = editedEntry(map, this.#models, placed.entry, placement, this.#noted.has(placement.id))
      const tail = map.text.slice(entry.span.end, wholeEntry(map, placed.entry).end).trimEnd()
      const text = reindented(own + tail, indentAt(map, entry.span.start), indent)
      return indent + numberedAfter(text, previous[0]?.trimStart() ?? null, previous[1]?.trimStart() ?? null)
    }
    const trimmed = previous.map((text) => text.trimStart())
    return indent + addedEntry(map, placement, { models, headings, previous: trimmed, offset }, indent)
  }

  /** The changes that put texts after `anchor`, else before `next`, else where the section's papers were or may begin. */
  #insert(section: Arranged, incoming: readonly Incoming[], anchor: Placed | null, next: Placed | null): Change[] {
    if (section.source === null) return []
    const { text, document } = this.#map
    const own = this.#models.inSection(section.source)
    const style = this.#models.near(section.source, this.#offset(section, anchor))[0]?.reading.style ?? 'paragraph'
    const gap = (offset: number) => lineEndAt(text, offset).repeat(spacing(this.#map, own, offset, style))
    if (anchor) {
      const { end } = this.#whole(anchor)
      return [{ start: end, end, text: incoming.map((each) => gap(end) + each.text).join('') }]
    }
    const first =
      next ??
      (own[0] === undefined ? null : { entry: own[0], span: document.entries[own[0]]?.span ?? { start: 0, end: 0 } })
    if (first) {
      const { start } = this.#whole(first)
      return [{ start, end: start, text: incoming.map((each) => each.text + gap(start)).join('') }]
    }
    const heading = document.sections[section.source]?.span
    const end = this.#contentEnd(section.source, heading?.end ?? text.length)
    const eol = lineEndAt(text, end)
    const isRow = style === 'row'
    const head = isRow ? this.#tableHead(section.source, eol) : ''
    return [{ start: end, end, text: eol + eol + head + incoming.map((each) => each.text).join(gap(end)) }]
  }

  #whole({ entry, span }: Pick<Placed, 'entry' | 'span'>) {
    if (entry !== null) return wholeEntry(this.#map, entry)
    return { start: lineStart(this.#map.text, span.start), end: lineEnd(this.#map.text, span.end) }
  }

  /** Where what stands directly under a heading ends, before any heading below it. */
  #contentEnd(section: number, from: number): number {
    const { text, blocks } = this.#map
    const block = blocks.find((each) => each.section === section)
    const end = block
      ? block.span.start + text.slice(block.span.start, block.span.end).trimEnd().length
      : lineEnd(text, from)
    return Math.max(from, end)
  }

  /** The two lines that begin the table whose rows a new one is written after. */
  #tableHead(section: number, eol: string): string {
    const { text, document } = this.#map
    const offset = document.sections[section]?.span?.end ?? 0
    const row = document.entries
      .filter((entry) => entry.style === 'row')
      .sort((a, b) => Math.abs(a.span.start - offset) - Math.abs(b.span.start - offset))[0]
    const before = text.slice(0, row?.span.start ?? 0).split(/\r\n|\r|\n/)
    const lines: string[] = []
    for (const line of before.slice(0, -1).reverse()) {
      if (!line.includes('|')) break
      lines.unshift(line)
    }
    return lines
      .slice(0, 2)
      .map((line) => line + eol)
      .join('')
  }
}

/** A paper's note stands in the entries that had it, else in the first one. */
function notedPlaces(map: SourceMap, placements: readonly PlacementState[]): Set<string> {
  const noted = new Set<string>()
  for (const places of Map.groupBy(placements, ({ paper }) => paper.id).values()) {
    const [first] = places
    if (!first) continue
    const having = places.filter(({ id, paper }) => {
      const entry = map.document.entries[map.placed.get(id)?.entry ?? -1]
      return entry?.noteSpan != null && (entry.note ?? '') === (paper.importedNote ?? '')
    })
    const alone = places.filter(({ id }) => map.document.entries[map.placed.get(id)?.entry ?? -1]?.noteSpan != null)
    for (const { id } of having.length > 0 ? having : alone.length > 0 ? alone.slice(0, 1) : [first]) noted.add(id)
  }
  return noted
}
