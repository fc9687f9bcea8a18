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
  headingEnd: number | null
  /** What the text last imported called it, and the key of the section around it there. */
  baseTitle: string | null
  baseParentKey: string | null
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
  spanEnd: number | null
  noteStart: number | null
  noteEnd: number | null
  imported: ImportedFields | null
}

export type PresentPaper = PaperFields & {
  id: string
  version: number
  note: { id: string; text: string; importedText: string | null; version: number } | null
  placements: PresentPlacement[]
}

/** A paper as it stands, and as the file last named it. */
export const facesOf = (paper: PresentPaper): PaperFields[] => [
  paper,
  ...paper.placements.flatMap((placement) => placement.imported ?? []),
]
