import { z } from 'zod'

/** afterGap: the source left names out before this one ("Lester, B., ... & Le, Q. V."). */
export const authorSchema = z.object({
  family: z.string().trim().min(1).max(300),
  given: z.string().trim().max(300).optional(),
  afterGap: z.boolean().optional(),
})
export type Author = z.output<typeof authorSchema>

export const LINK_KINDS = ['paper', 'pdf', 'code', 'project', 'slides', 'video', 'blog', 'data', 'other'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

export const linkSchema = z.object({
  kind: z.enum(LINK_KINDS),
  url: z.url({ protocol: /^https?$/, error: 'A link starts with http:// or https://.' }).max(2000),
  label: z.string().trim().max(200).nullable().default(null),
})
export type PaperLink = z.output<typeof linkSchema>

export const IDENTIFIER_SCHEMES = [
  'arxiv',
  'doi',
  'openreview',
  'acl',
  'pmlr',
  'cvf',
  'neurips',
  'pubmed',
  's2',
  'github',
] as const
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number]
export type PaperIdentifier = { scheme: IdentifierScheme; value: string }

/** A paper as a row of a list shows it. */
export type PaperCard = {
  id: string
  title: string
  authors: Author[]
  authorsTruncated: boolean
  venue: string | null
  year: number | null
  links: PaperLink[]
  identifiers: PaperIdentifier[]
  hasNote: boolean
  /** The section in which this row stands; null in orders that ignore sections. */
  sectionId: string | null
}

/** A paper with all that is stored of it, and every place where it stands. */
export type StoredPaper = Omit<PaperCard, 'sectionId' | 'hasNote'> & {
  abstract: string | null
  version: number
  createdAt: Date
  updatedAt: Date
  placements: { id: string; sectionId: string }[]
}

/** A paper as its own page shows it; `path` is the section's titles from the root down. */
export type PaperView = Omit<StoredPaper, 'placements'> & {
  placements: { id: string; sectionId: string; path: string[] }[]
}

/** What a person types about a paper, as a form holds it: the identifiers found in the links are not repeated. */
export type PaperFormValues = {
  title: string
  authors: string
  venue: string
  year: string
  abstract: string
  arxiv: string
  doi: string
  links: { kind: string; url: string; label: string }[]
}

/** One removal that can be undone. */
export type RemovalView = {
  id: string
  kind: 'PAPER' | 'SECTION'
  title: string
  createdAt: Date
  createdByName: string | null
  sectionCount: number
  paperCount: number
}
