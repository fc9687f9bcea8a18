import { identifierKey } from '#lib/papers/fields/identifiers.ts'
import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import { titleKey } from '#lib/papers/fields/title.ts'
import type { EntryFields, SourceEntry } from '#lib/readme/document.ts'
import type { DecidedDocument } from '#lib/readme/plan/plan-decisions.ts'
import type { ImportField } from '#lib/readme/report.ts'
import type { PaperFields } from '#lib/readme/plan/present.ts'

/** One paper of the file with every entry that lists it: its fields are the first entry's, completed by the others. */
export type IncomingPaper = PaperFields & {
  url: string | null
  note: string | null
  entries: SourceEntry[]
  /** The same without what a person corrected. */
  read: PaperFields
  /** Fields that a person corrected in this import. */
  corrected: ImportField[]
}

type Named = { title: string; identifiers: readonly PaperIdentifier[]; links: readonly PaperLink[] }

/** A repository is no name of a paper: several papers share one. */
export const matchingKeys = (paper: Named): string[] =>
  paper.identifiers.filter((identifier) => identifier.scheme !== 'github').map(identifierKey)

/** The address of a paper without what does not tell papers apart. */
export function urlKey(links: readonly PaperLink[]): string | null {
  const link = links.find((candidate) => candidate.kind === 'paper' || candidate.kind === 'pdf')
  return link ? link.url.replace(/^https?:\/\/(www\.)?/i, '').replace(/[#/]+$/, '') : null
}

/** Whether two titles may be two wordings of one: more than half of their words in common. */
export function areSimilarTitles(a: string, b: string): boolean {
  const words = (title: string) => new Set(title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
  const [left, right] = [words(a), words(b)]
  const common = [...left].filter((word) => right.has(word)).length
  return titleKey(a) === titleKey(b) || common * 2 > Math.max(left.size, right.size)
}

/** Two ids of one kind, both given and different: two papers, whatever their titles. */
export function namesOther(a: Named, b: Named): boolean {
  return a.identifiers.some(
    (left) =>
      left.scheme !== 'github' &&
      b.identifiers.some((right) => right.scheme === left.scheme && right.value !== left.value),
  )
}

// "Introduction" or "Survey" may name several papers; a longer title names one.
const isTelling = (key: string) => [...key].length >= 12

type Group = { entries: SourceEntry[]; title: string; names: Named }

/** The papers of a file, in order of first mention; the same paper listed twice is one. */
export function groupEntries(decided: Pick<DecidedDocument, 'document' | 'asRead' | 'corrected'>): {
  papers: IncomingPaper[]
  warnings: string[]
} {
  const groups: Group[] = []
  const byKey = new Map<string, Group>()
  const warnings: string[] = []
  for (const entry of decided.document.entries) {
    const url = urlKey(entry.links)
    const names = [...matchingKeys(entry), ...(url === null ? [] : [`url:${url}`])]
    const byTitle = byKey.get(`title:${titleKey(entry.title)}`)
    const sharing = names.map((name) => byKey.get(name)).find((group) => group !== undefined)
    const found =
      sharing && areSimilarTitles(sharing.title, entry.title)
        ? sharing
        : byTitle && isTelling(titleKey(entry.title)) && !namesOther(byTitle.names, entry)
          ? byTitle
          : null
    if (sharing && found !== sharing) {
      warnings.push(
        `Line ${entry.line}: “${entry.title}” has the same address as “${sharing.title}”; they are kept as two papers.`,
      )
    }
    const group = found ?? { entries: [], title: entry.title, names: { ...entry, identifiers: [] } }
    group.entries.push(entry)
    group.names = { ...group.names, identifiers: [...group.names.identifiers, ...entry.identifiers] }
    if (!found) groups.push(group)
    for (const name of [...names, `title:${titleKey(entry.title)}`]) if (!byKey.has(name)) byKey.set(name, group)
  }
  return { papers: groups.map(({ entries }) => joinEntries(entries, decided, warnings)), warnings }
}

function joinFields(all: readonly EntryFields[]): PaperFields {
  const [first, ...others] = all as [EntryFields, ...EntryFields[]]
  const { title, authors, authorsTruncated, venue, year, links, identifiers } = first
  const joined = { title, authors, authorsTruncated, venue, year, links, identifiers }
  for (const other of others) {
    if (joined.authors.length === 0) {
      joined.authors = other.authors
      joined.authorsTruncated = other.authorsTruncated
    }
    joined.venue ??= other.venue
    joined.year ??= other.year
    const urls = new Set(joined.links.map((link) => link.url))
    joined.links = [...joined.links, ...other.links.filter((link) => !urls.has(link.url))]
    const known = new Set(joined.identifiers.map(identifierKey))
    const isNew = (identifier: PaperIdentifier) => !known.has(identifierKey(identifier))
    joined.identifiers = [...joined.identifiers, ...other.identifiers.filter(isNew)]
  }
  return joined
}

function joinEntries(
  entries: SourceEntry[],
  { asRead, corrected }: Pick<DecidedDocument, 'asRead' | 'corrected'>,
  warnings: string[],
): IncomingPaper {
  const read = joinFields(entries.map((entry) => asRead.get(entry) ?? entry))
  // A field that a person corrected in one place of the paper is corrected in all of them.
  const byHand = entries.filter((entry) => corrected.has(entry))
  const has = (field: ImportField) => (entry: SourceEntry) => corrected.get(entry)?.includes(field) ?? false
  const ordered = (field: ImportField) => [...byHand.filter(has(field)), ...entries]
  const fields = byHand.length === 0 ? read : joinFields(entries)
  const names = ordered('authors')[0] ?? fields
  const links = byHand.some(has('links')) ? joinFields(ordered('links')) : fields
  let note: string | null = null
  for (const entry of entries) {
    if (note === null) note = entry.note
    else if (entry.note !== null && entry.note !== note) {
      warnings.push(`Line ${entry.line}: “${entry.title}” is listed twice with different notes; the first one is used.`)
    }
  }
  return {
    ...fields,
    ...(byHand.length === 0
      ? {}
      : {
          title: ordered('title')[0]?.title ?? fields.title,
          ...(byHand.some(has('authors')) ? { authors: names.authors, authorsTruncated: names.authorsTruncated } : {}),
          venue: byHand.find(has('venue')) ? (byHand.find(has('venue'))?.venue ?? null) : fields.venue,
          year: byHand.find(has('year')) ? (byHand.find(has('year'))?.year ?? null) : fields.year,
          links: links.links,
          identifiers: links.identifiers,
        }),
    url: (byHand.find(has('links')) ?? entries[0])?.url ?? null,
    note,
    entries,
    read,
    corrected: [...new Set(byHand.flatMap((entry) => corrected.get(entry) ?? []))],
  }
}
