import { formatAuthors } from '#lib/papers/fields/authors.ts'
import { identifierKey } from '#lib/papers/fields/identifiers.ts'
import type { Author, PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import type { Choice } from '#lib/readme/plan/decisions.ts'
import type { IncomingPaper } from '#lib/readme/plan/match/group-entries.ts'
import { mergeLinks } from './merge-links.ts'
import { mergeNote } from './merge-note.ts'
import type { ImportedFields, PaperFields, PresentPaper } from '#lib/readme/plan/present.ts'
import type { FieldChange, FieldConflict, ImportField, Shown } from '#lib/readme/report.ts'
import { type Merged, mergeSet, mergeValue } from './three-way.ts'

type Names = { authors: Author[]; authorsTruncated: boolean }

export type MergedPaper = {
  fields: PaperFields
  note: string | null
  changes: FieldChange[]
  conflicts: FieldConflict[]
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

/** What the file last said of a paper, in whichever of its places. */
export const baseOf = (paper: PresentPaper): ImportedFields | undefined =>
  paper.placements.find((placement) => placement.imported !== null)?.imported ?? undefined

/** Whether the group has changed a paper's fields or note since they were imported. */
export function isEditedByGroup(paper: PresentPaper): boolean {
  const base = baseOf(paper)
  if (!base) return true
  return (
    !isSame([base.title, base.venue, base.year], [paper.title, paper.venue, paper.year]) ||
    !isSame(namesOf(base), namesOf(paper)) ||
    !isSame(linksOf(base.links), linksOf(paper.links)) ||
    (paper.note !== null && paper.note.text !== (paper.note.importedText ?? ''))
  )
}

/**
 * Merges what the file now says of a paper with what the group made of it, field by field. What a
 * person corrected in this import wins; where both sides changed a field, their choice, else ours.
 */
export function mergePaper(ours: PresentPaper, theirs: IncomingPaper, choice: Choice = {}): MergedPaper {
  const base = baseOf(ours)
  const changes: FieldChange[] = []
  const conflicts: FieldConflict[] = []
  function settle<T>(
    field: Exclude<ImportField, 'note' | 'section'>,
    values: { base: T | undefined; ours: T; theirs: T },
    show: (value: T) => Shown,
    merged: Merged<T>,
  ): T {
    const chosen = choice[field] ?? null
    let value = merged.value
    if (theirs.corrected.includes(field)) value = values.theirs
    else if (merged.outcome === 'theirs' && chosen === 'ours') value = values.ours
    else if (merged.outcome === 'conflict') {
      if (chosen === 'theirs') value = values.theirs
      const shownBase = values.base === undefined ? null : show(values.base)
      conflicts.push({ field, base: shownBase, ours: show(values.ours), theirs: show(values.theirs), chosen })
    }
    if (!isSame(value, values.ours)) changes.push({ field, from: show(values.ours), to: show(value) })
    return value
  }
  const plain = <K extends 'title' | 'venue' | 'year'>(field: K): PaperFields[K] =>
    settle<PaperFields[K]>(
      field,
      { base: base?.[field], ours: ours[field], theirs: theirs[field] },
      (value) => value,
      mergeValue<PaperFields[K]>(base?.[field], ours[field], theirs[field], isSame, isNothing),
    )
  const title = plain('title')
  const allNames = { base: base && namesOf(base), ours: namesOf(ours), theirs: namesOf(theirs) }
  const names = settle(
    'authors',
    allNames,
    showNames,
    mergeValue(allNames.base, allNames.ours, allNames.theirs, isSame, (value) => value.authors.length === 0),
  )
  const venue = plain('venue')
  const year = plain('year')
  const allLinks = { base: base && linksOf(base.links), ours: linksOf(ours.links), theirs: linksOf(theirs.links) }
  const links = settle('links', allLinks, showLinks, mergeLinks(allLinks.base, allLinks.ours, allLinks.theirs))
  const note = settleNote(ours, theirs, choice, { changes, conflicts })
  // Links that stay as they are keep what they name.
  const keepsIdentifiers = isSame(links, allLinks.ours) && !isSame(allLinks.theirs, allLinks.ours)
  const identifiers: PaperIdentifier[] = keepsIdentifiers
    ? ours.identifiers
    : mergeSet(base?.identifiers ?? [], ours.identifiers, theirs.identifiers, identifierKey)
  return { fields: { title, ...names, venue, year, links, identifiers }, note, changes, conflicts }
}

function settleNote(
  ours: PresentPaper,
  theirs: IncomingPaper,
  choice: Choice,
  { changes, conflicts }: Pick<MergedPaper, 'changes' | 'conflicts'>,
): string | null {
  const text = ours.note?.text ?? ''
  const base = ours.note ? (ours.note.importedText ?? undefined) : baseOf(ours) === undefined ? undefined : ''
  const merged = mergeNote(base, text, theirs.note ?? '', choice.note)
  if (merged.outcome === 'conflict') {
    conflicts.push({
      field: 'note',
      base: base || null,
      ours: text || null,
      theirs: theirs.note,
      chosen: (choice.note as 'ours' | 'theirs' | undefined) ?? null,
      parts: merged.parts,
      result: merged.text || null,
    })
  }
  if (merged.text !== text) {
    const isMerged = merged.outcome === 'merged' || merged.outcome === 'conflict'
    changes.push({ field: 'note', from: text || null, to: merged.text || null, ...(isMerged ? { isMerged } : {}) })
  }
  return merged.text || null
}
