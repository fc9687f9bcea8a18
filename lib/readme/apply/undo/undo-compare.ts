import type { PaperFields, PresentPaper } from '#lib/readme/plan/present.ts'
import type { StoredFields } from '#lib/readme/plan/undo-record.ts'

const names = ({ authors, authorsTruncated }: Pick<StoredFields, 'authors' | 'authorsTruncated'>) => [
  authors.map(({ family, given, afterGap }) => [family, given ?? '', afterGap ?? false]),
  authorsTruncated,
]
const links = (all: StoredFields['links']) => all.map(({ kind, url, label }) => [kind, url, label || null])
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export const UNDO_FIELDS = ['title', 'authors', 'venue', 'year', 'links'] as const
export type UndoField = (typeof UNDO_FIELDS)[number]

/** Whether a field is as it was; identifiers go with the links that name them. */
export function isFieldSame(field: UndoField, a: PaperFields, b: Partial<StoredFields>): boolean {
  switch (field) {
    case 'authors':
      return isSame(names(a), names({ authors: b.authors ?? [], authorsTruncated: b.authorsTruncated ?? false }))
    case 'links':
      return isSame(links(a.links), links(b.links ?? []))
    default:
      return a[field] === b[field]
  }
}

/** One field of a paper with what belongs to it, from another state of the paper. */
export function withField(field: UndoField, fields: PaperFields, from: Partial<StoredFields>): PaperFields {
  switch (field) {
    case 'authors':
      return { ...fields, authors: from.authors ?? [], authorsTruncated: from.authorsTruncated ?? false }
    case 'links':
      return { ...fields, links: from.links ?? [], identifiers: from.identifiers ?? [] }
    default:
      return { ...fields, [field]: from[field] }
  }
}

/** Fields in which a paper is not what an import made it; those that a service filled in are nobody's edit. */
export const editedFields = (
  paper: PresentPaper,
  imported: Partial<StoredFields>,
  filled: ReadonlySet<string>,
): UndoField[] => UNDO_FIELDS.filter((field) => !filled.has(field) && !isFieldSame(field, paper, imported))
