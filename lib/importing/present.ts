import type { Author, PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'

/** A list as an import finds it. */
export type PresentList = {
  sections: PresentSection[]
  papers: PresentPaper[]
}

export type PresentSection = {
  id: string
  parentId: string | null
  title: string
  position: number
  /** The removal that took it out of sight. */
  removalId: string | null
  /** Its key in the text last imported, and where its heading stands there; null where a person added it. */
  baseKey: string | null
  headingStart: number | null
}

export type PaperFields = {
  title: string
  authors: Author[]
  authorsTruncated: boolean
  venue: string | null
  year: number | null
  links: PaperLink[]
  identifiers: PaperIdentifier[]
}

/** A placement's `imported`: what the file last said of the paper, and the key of its section there. */
export type ImportedFields = PaperFields & { section: string }

export type PresentPlacement = {
  id: string
  sectionId: string
  position: number
  removalId: string | null
  spanStart: number | null
  imported: ImportedFields | null
}

export type PresentPaper = PaperFields & {
  id: string
  version: number
  note: { id: string; text: string; importedText: string | null; version: number } | null
  placements: PresentPlacement[]
}
