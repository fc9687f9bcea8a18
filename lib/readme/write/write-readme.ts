import { readDocument } from '#lib/readme/parse/read-document.ts'
import type { Span } from '#lib/readme/span.ts'
import { type Arranged, arrangeSections } from './entries/arrange.ts'
import { atLevel, newHeading, renamedForms } from './fields/heading.ts'
import { leavingSpan, mergedSpans } from './entries/leave.ts'
import { lineEndAt } from './fields/lines.ts'
import type { ListState } from './fields/list-state.ts'
import { Models } from './entries/models.ts'
import { EntryPlacer } from './entries/place-entries.ts'
import { wholeEntry } from './entries/section-style.ts'
import { type SourceMap, mapSource } from './entries/source-map.ts'
import { type Change, splice } from './fields/splice.ts'

/** A stretch of the export, and where it stands in the source; null for what is new. */
type Piece = { text: string; from: { start: number; end: number } | null }

/**
 * A list as a README: its source text with only what the group changed rewritten, in the style of
 * what stands around it. A list that nobody edited gives its source; one without a source is written
 * in the style of the house.
 */
export function writeReadme(source: string, state: ListState): string {
  const map = mapSource(source, state)
  const arranged = arrangeSections(map, state)
  const placer = new EntryPlacer(map, new Models(map), state.placements)
  const wanted = Map.groupBy(state.placements, ({ sectionId }) => sectionId)
  const changes: Change[] = []
  const leaving = [...removedSpans(map, state)]
  const added = new Map<Arranged, string>()
  const opening = source.trim() === '' ? openingOf(state) : ''
  for (const section of arranged) {
    const placements = wanted.get(section.row?.id ?? '') ?? []
    const placing = placer.place(section, placements, headingsOf(map, section, opening))
    changes.push(...placing.changes, ...headingChanges(map, section))
    leaving.push(...placing.leaving.map(({ entry, span }) => (entry === null ? span : wholeEntry(map, entry))))
    added.set(section, placing.added)
  }
  leaving.push(...movedAway(map, arranged))
  const gone = mergedSpans(leaving.map((span) => leavingSpan(source, span)))
  changes.push(...replacing(source, gone, changes))
  return joined(source, opening, pieces(map, arranged, added, changes))
}

/** What goes, as changes; where something comes in its stead, what stood before it stays. */
function replacing(source: string, gone: readonly Span[], changes: Change[]): Change[] {
  return gone.map((span) => {
    const comes = changes.find(({ start, end }) => start === end && span.start < start && start < span.end)
    if (!comes) return { ...span, text: '' }
    // At the end of the file nothing follows that it would have to be parted from.
    if (source.slice(span.end).trim() === '') comes.text = comes.text.trimEnd()
    return { start: comes.start, end: span.end, text: '' }
  })
}

/** What a list begins with that has no source. */
function openingOf({ title, description }: ListState): string {
  return [newHeading(title, 1, null), ...(description ? [description.trim()] : [])].join('\n\n')
}

function headingsOf(map: SourceMap, section: Arranged, opening: string): string[] {
  const { titleSpan } = map.document
  const title = titleSpan ? map.text.slice(titleSpan.start, titleSpan.end) : opening
  return [...(title === '' ? [] : [title]), newHeading(section.row?.title ?? 'Papers', section.level ?? 2, null)]
}

function removedSpans(map: SourceMap, state: ListState) {
  const starts = new Set(state.removed.entries.map(({ start }) => start))
  return map.document.entries.flatMap(({ span }, index) => (starts.has(span.start) ? [wholeEntry(map, index)] : []))
}

/** The entries that now stand in another section than the source has them in. */
function movedAway(map: SourceMap, arranged: readonly Arranged[]) {
  const sourceOf = new Map(arranged.flatMap(({ row, source }) => (row ? [[row.id, source] as const] : [])))
  return [...map.placed.values()].flatMap(({ placement, entry, span, section }) => {
    const target = sourceOf.get(placement.sectionId)
    if (target === undefined || target === section) return []
    return [entry === null ? span : wholeEntry(map, entry)]
  })
}

/** A heading with its new title and level, in the first form that is read as that title. */
function headingChanges({ text, document }: SourceMap, { source, row, from, level }: Arranged): Change[] {
  const section = source === null ? undefined : document.sections[source]
  if (!section || !row) return []
  if (!section.span) {
    const first = document.entries.find((entry) => entry.section === source)?.span
    if (row.title === section.title || !first) return []
    const eol = lineEndAt(text, first.start)
    return [{ start: first.start, end: first.start, text: newHeading(row.title, level ?? 1, null) + eol + eol }]
  }
  const { span } = section
  const old = text.slice(span.start, span.end)
  const isRead = (form: string) => readDocument(`# A list\n\n${form}\n`).sections.at(-1)?.title === row.title
  const forms = row.title === section.title ? [old] : renamedForms(old, section.title, row.title)
  const named = row.title === section.title ? old : (forms.find(isRead) ?? forms[0] ?? old)
  const now = level !== null && from !== null && level !== from ? atLevel(named, level) : named
  return now === old ? [] : [{ ...span, text: now }]
}

function pieces(
  map: SourceMap,
  arranged: readonly Arranged[],
  added: ReadonlyMap<Arranged, string>,
  changes: readonly Change[],
): Piece[] {
  const { text, blocks, document } = map
  const blockOf = new Map(blocks.map((block) => [block.section, block.span]))
  const ordered = [...changes].sort((a, b) => a.start - b.start || a.end - b.end)
  const cut = (span: { start: number; end: number }, isLast: boolean): Piece => {
    const inside = ordered.filter(
      (change) => change.start >= span.start && (change.start < span.end || (isLast && change.start === span.end)),
    )
    const shifted = inside.map((change) => ({
      start: change.start - span.start,
      end: Math.min(change.end, span.end) - span.start,
      text: change.text,
    }))
    return { text: splice(text.slice(span.start, span.end), shifted), from: span }
  }
  const last = blocks.at(-1)
  const before = blockOf.get(null)
  const result: Piece[] = before ? [cut(before, last?.section === null)] : []
  const like = (source: number | null) => {
    const span = source === null ? null : document.sections[source]?.span
    return span ? text.slice(span.start, span.end) : null
  }
  const model = document.sections.map((_, index) => like(index))
  for (const section of arranged) {
    if (section.source !== null) {
      const span = blockOf.get(section.source)
      if (span) result.push(cut(span, last?.section === section.source))
      continue
    }
    const heading = newHeading(
      section.row?.title ?? '',
      section.level ?? 2,
      model.findLast((each) => each !== null) ?? null,
    )
    const eol = lineEndAt(text, text.length)
    const entries = added.get(section) ?? ''
    result.push({ text: heading + (entries === '' ? '' : eol + eol + entries) + eol, from: null })
  }
  return result
}

const blankEnd = /(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*$/

/** The pieces one after another: as they are where they stood so in the source, else a blank line apart. */
function joined(source: string, opening: string, all: readonly Piece[]): string {
  const eol = lineEndAt(source, source.length)
  let text = opening === '' ? '' : `${opening}${eol}${eol}`
  let at: number | null = 0
  for (const piece of all) {
    const follows = piece.from !== null && piece.from.start === at
    at = piece.from?.end ?? null
    if (piece.text === '') continue
    if (!follows && text.trim() !== '' && !blankEnd.test(text)) {
      text += /[\r\n]$/.test(text) ? eol : eol + eol
    }
    text += piece.text
  }
  // The file ends as it did.
  if (at === source.length || source.trim() === '') return source.trim() === '' ? `${text.trimEnd()}\n` : text
  return text.trimEnd() + (/\s*$/.exec(source)?.[0] ?? '')
}
