import { identifierKey } from '#lib/papers/identifiers.ts'
import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import { titleKey } from '#lib/papers/title.ts'
import type { SourceEntry } from './document.ts'
import type { PaperFields } from './present.ts'

/** One paper of the file with every entry that lists it: its fields are the first entry's, completed by the others. */
export type IncomingPaper = PaperFields & { url: string | null; note: string | null; entries: SourceEntry[] }

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

/** The papers of a file, in order of first mention; the same paper listed twice is one. */
export function groupEntries(entries: readonly SourceEntry[]): { papers: IncomingPaper[]; warnings: string[] } {
  const papers: IncomingPaper[] = []
  const byKey = new Map<string, IncomingPaper>()
  const warnings: string[] = []
  for (const entry of entries) {
    const url = urlKey(entry.links)
    const names = [...matchingKeys(entry), ...(url === null ? [] : [`url:${url}`])]
    const byTitle = byKey.get(`title:${titleKey(entry.title)}`)
    const sharing = names.map((name) => byKey.get(name)).find((paper) => paper !== undefined)
    const paper =
      sharing && areSimilarTitles(sharing.title, entry.title)
        ? sharing
        : byTitle && isTelling(titleKey(entry.title)) && !namesOther(byTitle, entry)
          ? byTitle
          : null
    if (sharing && paper !== sharing) {
      warnings.push(
        `Line ${entry.line}: “${entry.title}” has the same address as “${sharing.title}”; they are kept as two papers.`,
      )
    }
    if (paper) addEntry(paper, entry, warnings)
    const target = paper ?? { ...entry, entries: [entry] }
    if (!paper) papers.push(target)
    for (const name of [...names, `title:${titleKey(entry.title)}`]) if (!byKey.has(name)) byKey.set(name, target)
  }
  return { papers, warnings }
}

function addEntry(paper: IncomingPaper, entry: SourceEntry, warnings: string[]): void {
  paper.entries.push(entry)
  if (paper.authors.length === 0)
    Object.assign(paper, { authors: entry.authors, authorsTruncated: entry.authorsTruncated })
  paper.venue ??= entry.venue
  paper.year ??= entry.year
  const urls = new Set(paper.links.map((link) => link.url))
  paper.links = [...paper.links, ...entry.links.filter((link) => !urls.has(link.url))]
  const known = new Set(paper.identifiers.map(identifierKey))
  paper.identifiers = [
    ...paper.identifiers,
    ...entry.identifiers.filter((identifier) => !known.has(identifierKey(identifier))),
  ]
  if (paper.note === null) paper.note = entry.note
  else if (entry.note !== null && entry.note !== paper.note) {
    warnings.push(`Line ${entry.line}: “${entry.title}” is listed twice with different notes; the first one is used.`)
  }
}
