import { formatAuthors } from '#lib/papers/authors.ts'
import { identifierKey } from '#lib/papers/identifiers.ts'
import type { Author, PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import type { IncomingPaper } from './group-entries.ts'
import type { ImportedFields, PaperFields, PresentPaper } from './present.ts'
import type { PaperReport, Shown } from './report.ts'
import { type Merged, mergeSet, mergeValue } from './three-way.ts'

type Names = { authors: Author[]; authorsTruncated: boolean }

export type MergedPaper = {
  fields: PaperFields
  note: string | null
  changes: PaperReport['changes']
  conflicts: PaperReport['conflicts']
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const namesOf = ({ authors, authorsTruncated }: Names): Names => ({
  authors: authors.map(({ family, given, afterGap }) => ({
    family,
    ...(given ? { given } : {}),
    ...(afterGap ? { afterGap } : {}),
  })),
  authorsTruncated,
})
const linksOf = (links: readonly PaperLink[]): PaperLink[] =>
  links.map(({ kind, url, label }) => ({ kind, url, label: label || null }))
const isNothing = (value: unknown) => value === null || value === ''

export const showNames = (names: Names) => formatAuthors(names.authors, names.authorsTruncated) || null
export const showLinks = (links: readonly PaperLink[]) =>
  links.map(({ label, url }) => (label ? `${label}: ${url}` : url)).join('\n') || null

/** Merges what the file now says of a paper with what the group made of it, field by field. */
export function mergePaper(ours: PresentPaper, theirs: IncomingPaper): MergedPaper {
  const base: ImportedFields | undefined =
    ours.placements.find((placement) => placement.imported !== null)?.imported ?? undefined
  const changes: MergedPaper['changes'] = []
  const conflicts: MergedPaper['conflicts'] = []
  function settle<T>(
    field: PaperReport['changes'][number]['field'],
    values: { base: T | undefined; ours: T; theirs: T },
    show: (value: T) => Shown,
    isEmpty: (value: T) => boolean,
  ): Merged<T> {
    const merged = mergeValue(values.base, values.ours, values.theirs, isSame, isEmpty)
    if (merged.outcome === 'theirs') changes.push({ field, from: show(values.ours), to: show(values.theirs) })
    if (merged.outcome === 'conflict') {
      const shownBase = values.base === undefined ? null : show(values.base)
      conflicts.push({ field, base: shownBase, ours: show(values.ours), theirs: show(values.theirs) })
    }
    return merged
  }
  const plain = <K extends 'title' | 'venue' | 'year'>(field: K) =>
    settle<PaperFields[K]>(
      field,
      { base: base?.[field], ours: ours[field], theirs: theirs[field] },
      (value) => value,
      isNothing,
    ).value
  const title = plain('title')
  const names = settle(
    'authors',
    { base: base && namesOf(base), ours: namesOf(ours), theirs: namesOf(theirs) },
    showNames,
    (value) => value.authors.length === 0,
  )
  const venue = plain('venue')
  const year = plain('year')
  const links = settle(
    'links',
    { base: base && linksOf(base.links), ours: linksOf(ours.links), theirs: linksOf(theirs.links) },
    showLinks,
    (value) => value.length === 0,
  )
  const noteBase = ours.note ? (ours.note.importedText ?? undefined) : base === undefined ? undefined : ''
  const note = settle(
    'note',
    { base: noteBase, ours: ours.note?.text ?? '', theirs: theirs.note ?? '' },
    (value) => value || null,
    isNothing,
  )
  const keepsIdentifiers = links.outcome === 'conflict'
  const identifiers: PaperIdentifier[] = keepsIdentifiers
    ? ours.identifiers
    : mergeSet(base?.identifiers ?? [], ours.identifiers, theirs.identifiers, identifierKey)
  return {
    fields: { title, ...names.value, venue, year, links: links.value, identifiers },
    note: note.value || null,
    changes,
    conflicts,
  }
}
