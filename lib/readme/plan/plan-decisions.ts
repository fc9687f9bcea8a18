import type { Choice, Correction, Decisions } from './decisions.ts'
import type { EntryFields, RefusedEntry, SourceDocument, SourceEntry, SourceProse } from '#lib/readme/document.ts'
import { correctFields, correctedFields, entryByHand } from './plan-corrections.ts'
import { sha256Of } from '#lib/readme/parse/read-source.ts'
import type { ImportField } from '#lib/readme/report.ts'
import { lineAt, lineStarts } from '#lib/readme/span.ts'

/** What a person said of a text's parts in an earlier import: by the hash of the part's own text. */
export type Remembered = Record<string, Correction>

type Part = SourceEntry | SourceProse | RefusedEntry

/** A file as it was read, with what a person decided about it. */
export type DecidedDocument = {
  document: SourceDocument
  /** The name of each entry, prose and refused part: its line, marked where two share it. */
  keys: ReadonlyMap<Part, string>
  /** What the file says of a corrected entry, uncorrected: the base of the next merge. */
  asRead: ReadonlyMap<SourceEntry, EntryFields>
  corrected: ReadonlyMap<SourceEntry, ImportField[]>
  choices: Readonly<Record<string, Choice>>
  remove: ReadonlySet<string>
  /** What the next import has to know. */
  remembered: Remembered
}

const SKIPPED = 'kept as text, as a person decided'

const nameParts = (text: string, document: SourceDocument): Map<Part, string> => {
  const starts = lineStarts(text)
  const keys = new Map<Part, string>()
  const used = new Map<string, number>()
  const name = (part: Part, key: string) => {
    const count = (used.get(key) ?? 0) + 1
    used.set(key, count)
    keys.set(part, count === 1 ? key : `${key}.${count}`)
  }
  for (const entry of document.entries) name(entry, String(entry.line))
  for (const part of document.refused) name(part, `r${part.line}`)
  for (const part of document.prose) name(part, `p${lineAt(starts, part.span.start)}`)
  return keys
}

const hashOf = (text: string, { span }: Part) =>
  sha256Of(new TextEncoder().encode(text.slice(span.start, span.end).trim())).slice(0, 24)

/** Sections that lost their last paper, or got their first one, by what was decided. */
function markSections(document: SourceDocument, skipped: readonly SourceEntry[]): SourceDocument['sections'] {
  const holding = new Set<number>()
  const touched = new Set<number>()
  const climb = (set: Set<number>, from: number) => {
    for (let at: number | null = from; at !== null && !set.has(at); at = document.sections[at]?.parent ?? null)
      set.add(at)
  }
  for (const entry of document.entries) climb(holding, entry.section)
  for (const entry of skipped) climb(touched, entry.section)
  return document.sections.map((section, index) => ({
    ...section,
    holdsPapers: holding.has(index) || (section.holdsPapers && !touched.has(index)),
  }))
}

const byPlace = <T extends Part>(parts: T[]) => parts.sort((a, b) => a.span.start - b.span.start)

/**
 * Puts what a person decided into a file as it was read: corrected fields, entries that are none,
 * papers that the reader took for text. What they decided about the very same words in an earlier
 * import holds until they say otherwise.
 */
export function decideDocument(
  text: string,
  read: SourceDocument,
  decisions: Decisions,
  earlier: Remembered = {},
): DecidedDocument {
  const keys = nameParts(text, read)
  const asRead = new Map<SourceEntry, EntryFields>()
  const corrected = new Map<SourceEntry, ImportField[]>()
  const remembered: Remembered = {}
  const remembers = Object.keys(earlier).length > 0
  const decided = (part: Part): Correction => {
    const now = decisions.entries[keys.get(part) ?? '']
    const before = remembers ? earlier[hashOf(text, part)] : undefined
    return before ? { ...before, ...now } : (now ?? {})
  }
  const entries: SourceEntry[] = []
  const refused: RefusedEntry[] = []
  const prose: SourceProse[] = []
  const skipped: SourceEntry[] = []
  for (const entry of read.entries) {
    const correction = decided(entry)
    if (correction.skip) {
      remembered[hashOf(text, entry)] = { skip: true }
      const { span, line, endLine, section } = entry
      const part = { span, line, endLine, section, reason: SKIPPED }
      keys.set(part, keys.get(entry) ?? '')
      refused.push(part)
      skipped.push(entry)
      continue
    }
    const fields = correctedFields(correction)
    if (fields.length === 0) {
      entries.push(entry)
      continue
    }
    const next = { ...entry, ...correctFields(entry, correction), confidence: 1, reason: 'corrected by hand' }
    keys.set(next, keys.get(entry) ?? '')
    asRead.set(next, entry)
    corrected.set(next, fields)
    entries.push(next)
  }
  const promote = (part: RefusedEntry | SourceProse): boolean => {
    const correction = decided(part)
    if (!correction.isPaper || correction.skip) return false
    const entry = entryByHand(text, part, correction, read.sections)
    if (!entry) return false
    remembered[hashOf(text, part)] = correction
    keys.set(entry, keys.get(part) ?? '')
    entries.push(entry)
    return true
  }
  for (const part of read.refused) if (!promote(part)) refused.push(part)
  for (const part of read.prose) if (!promote(part)) prose.push(part)
  const document = { ...read, entries: byPlace(entries), refused: byPlace(refused), prose }
  return {
    document: { ...document, sections: markSections(document, skipped) },
    keys,
    asRead,
    corrected,
    choices: decisions.choices,
    remove: new Set(decisions.remove),
    remembered,
  }
}
