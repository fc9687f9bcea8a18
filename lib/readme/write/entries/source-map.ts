import type { SourceDocument } from '#lib/readme/document.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import type { Span } from '#lib/readme/span.ts'
import type { ListState, PlacementState } from '#lib/readme/write/fields/list-state.ts'
import { lineStart } from '#lib/readme/write/fields/lines.ts'

/** A source text cut at its headings: each block begins with one, but for what stands before the first. */
export type Block = { section: number | null; span: Span }

/** A placement with its entry in the source; `entry` is null where today's reader sees none there. */
export type Placed = { placement: PlacementState; entry: number | null; span: Span; section: number | null }

/** How a list and its source text belong together. */
export type SourceMap = {
  text: string
  document: SourceDocument
  blocks: Block[]
  /** By index of the document's sections: the list's section, null where it has none in sight. */
  ids: (string | null)[]
  /** Indexes of the document's sections that the group removed. */
  removed: ReadonlySet<number>
  placed: ReadonlyMap<string, Placed>
}

function blocksOf(text: string, document: SourceDocument): Block[] {
  const blocks: Block[] = []
  let from = 0
  let section: number | null = null
  for (const [index, { span }] of document.sections.entries()) {
    const first = span ?? document.entries.find((entry) => entry.section === index)?.span
    if (!first) continue
    const start = lineStart(text, first.start)
    // A heading inside an entry, or beside another one in a line, begins no block.
    const isInside = document.entries.some((entry) => entry.span.start < start && start < entry.span.end)
    if (isInside || start < from || (blocks.length > 0 && start === from)) continue
    blocks.push({ section, span: { start: from, end: start } })
    from = start
    section = index
  }
  blocks.push({ section, span: { start: from, end: text.length } })
  return blocks
}

const contains = (span: Span, offset: number) => span.start <= offset && offset < span.end

/** Reads a source and finds in it what the list's rows say of it. */
export function mapSource(text: string, state: ListState): SourceMap {
  const document = readDocument(text)
  const blocks = blocksOf(text, document)
  const entryAt = new Map(document.entries.map(({ span }, index) => [span.start, index]))
  const placed = new Map<string, Placed>()
  for (const placement of state.placements) {
    const { span } = placement
    if (!span || span.end > text.length) continue
    const entry = entryAt.get(span.start) ?? null
    const block = blocks.find((each) => contains(each.span, span.start))
    const found = entry === null ? undefined : document.entries[entry]
    placed.set(placement.id, {
      placement,
      entry,
      span: found?.span ?? span,
      section: found?.section ?? block?.section ?? null,
    })
  }
  const byHeading = new Map(
    state.sections.flatMap(({ id, headingStart }) => (headingStart === null ? [] : [[headingStart, id] as const])),
  )
  const ids = document.sections.map(({ span }, index) => {
    if (span) return byHeading.get(span.start) ?? null
    // The section of what stands before any heading: known by the papers in it.
    const inside = [...placed.values()].filter((each) => each.section === index)
    const rows = state.sections.filter(({ headingStart }) => headingStart === null)
    return rows.find(({ id }) => inside.some(({ placement }) => placement.sectionId === id))?.id ?? null
  })
  const gone = new Set(state.removed.headings)
  const removed = new Set(
    document.sections.flatMap(({ span, parent }, index) =>
      span && gone.has(span.start) && parent !== index ? [index] : [],
    ),
  )
  return { text, document, blocks, ids, removed, placed }
}
