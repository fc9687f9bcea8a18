import type { ImportedFields, PaperFields } from '#lib/readme/plan/present.ts'
import type { Span } from '#lib/readme/span.ts'

/** A list as it stands, for an export: rows in sight in their order, and what was taken out of sight. */
export type ListState = {
  title: string
  description: string | null
  sections: SectionState[]
  placements: PlacementState[]
  /** Where headings and entries of the source stand that the group removed. */
  removed: { headings: readonly number[]; entries: readonly Span[] }
}

export type SectionState = {
  id: string
  parentId: string | null
  title: string
  /** Where its heading begins in the source; null where the source has none. */
  headingStart: number | null
}

export type PlacementState = {
  id: string
  sectionId: string
  /** The entry with its note in the source; null where the source has none. */
  span: Span | null
  /** The entry as it was last imported. */
  imported: Omit<ImportedFields, 'identifiers' | 'section'> | null
  paper: PaperState
}

export type PaperState = Omit<PaperFields, 'identifiers'> & {
  id: string
  note: string | null
  /** The note as it was last imported; null where it never was. */
  importedNote: string | null
}
