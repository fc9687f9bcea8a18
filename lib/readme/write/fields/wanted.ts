import type { EntryFields } from '#lib/readme/document.ts'
import type { Author, PaperLink } from '#lib/papers/schema.ts'
import type { PlacementState } from './list-state.ts'

/** What an entry is to say. The title's own address is the first of its links. */
export type Wanted = Pick<EntryFields, 'title' | 'authors' | 'authorsTruncated' | 'venue' | 'year' | 'links'>

export const WANTED_FIELDS = ['title', 'links', 'authors', 'venue', 'year'] as const
export type WantedField = (typeof WANTED_FIELDS)[number]

const names = (authors: readonly Author[], truncated: boolean) =>
  JSON.stringify([authors.map(({ family, given, afterGap }) => [family, given || '', afterGap ?? false]), truncated])
/** A link that the group named by its kind alone is written with the kind's word. */
const isLabel = (read: string | null, wanted: string | null) => wanted === null || read === wanted

const isSameLinks = (read: readonly PaperLink[], wanted: readonly PaperLink[]) =>
  read.length === wanted.length &&
  read.every((link, at) => link.url === wanted[at]?.url && isLabel(link.label, wanted[at]?.label ?? null))

/** Whether what is read of an entry says of one field what is wanted. */
export function says(read: Wanted, wanted: Wanted, field: WantedField): boolean {
  if (field === 'links') return isSameLinks(read.links, wanted.links)
  if (field === 'authors')
    return names(read.authors, read.authorsTruncated) === names(wanted.authors, wanted.authorsTruncated)
  return read[field] === wanted[field]
}

/** The fields that are not yet as wanted. */
export const missingFields = (read: Wanted, wanted: Wanted): WantedField[] =>
  WANTED_FIELDS.filter((field) => !says(read, wanted, field))

type Edited = Pick<PlacementState, 'imported' | 'paper'>
const linkKey = ({ url, label, kind }: PaperLink) => JSON.stringify([url, label || null, kind])
const sameList = (a: readonly PaperLink[], b: readonly PaperLink[]) =>
  a.length === b.length && a.every((link, at) => linkKey(link) === linkKey(b[at] as PaperLink))

/** The links that an address became, where the group replaced it: by its place, else by its kind. */
function replacements(before: readonly PaperLink[], after: readonly PaperLink[]): Map<string, PaperLink> {
  const old = new Set(before.map(({ url }) => url))
  const kept = new Set(after.map(({ url }) => url))
  const free = after.filter(({ url }) => !old.has(url))
  const pairs = new Map<string, PaperLink>()
  for (const [at, { url, kind }] of before.entries()) {
    if (kept.has(url)) continue
    const match = free.find((link) => link === after[at]) ?? free.find((link) => link.kind === kind)
    if (!match) continue
    pairs.set(url, match)
    free.splice(free.indexOf(match), 1)
  }
  return pairs
}

/** The entry's links with what the group changed in the paper's. */
function wantedLinks(here: readonly PaperLink[], before: readonly PaperLink[], after: readonly PaperLink[]) {
  if (sameList(before, after)) return [...here]
  if (sameList(here, before)) return [...after]
  const pairs = replacements(before, after)
  const old = new Set(before.map(({ url }) => url))
  const kept = here.flatMap((link) => {
    const now = pairs.get(link.url) ?? after.find(({ url }) => url === link.url)
    return now ? [now] : old.has(link.url) ? [] : [link]
  })
  const placed = new Set([...kept, ...pairs.values()].map(({ url }) => url))
  return [...kept, ...after.filter(({ url }) => !old.has(url) && !placed.has(url))]
}

/**
 * What an entry is to say: what it says, but for what the group changed since the import. A paper
 * that stands in two places is imported once, so an entry may say less than `imported` does.
 */
export function wantedOf(entry: Wanted | null, { imported, paper }: Edited): Wanted {
  const { title, authors, authorsTruncated, venue, year } = paper
  // An address that a paper has twice is written once.
  const links = [...new Map(paper.links.toReversed().map((link) => [link.url, link])).values()].reverse()
  const all = { title, authors, authorsTruncated, venue, year, links }
  if (!entry || !imported) return all
  const isNamed = names(authors, authorsTruncated) === names(imported.authors, imported.authorsTruncated)
  return {
    title: title === imported.title ? entry.title : title,
    authors: isNamed ? entry.authors : authors,
    authorsTruncated: isNamed ? entry.authorsTruncated : authorsTruncated,
    venue: venue === imported.venue ? entry.venue : venue,
    year: year === imported.year ? entry.year : year,
    links: wantedLinks(entry.links, imported.links, links),
  }
}

/** Whether the group changed anything of a paper since its import, its note aside. */
export function isEdited({ imported, paper }: Edited): boolean {
  if (!imported) return true
  return missingFields(imported, paper).length > 0 || !sameList(imported.links, paper.links)
}
