import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'

/**
 * What an import does, or did: the same for the page, the command and `--json`. The keys are stable:
 * new ones may come, none changes its meaning.
 */
export type ImportReport = {
  list: { slug: string; title: string; revision: number }
  /** The file: its name, the SHA-256 of its bytes, its own title. */
  source: { origin: string; sha256: string; title: string | null }
  dryRun: boolean
  /** Whether there is anything to write: a new text, a paper, a section, an image. */
  hasChanges: boolean
  counts: {
    /** Papers of the list that come in, each counted once however often the file lists it. */
    added: number
    changed: number
    unchanged: number
    conflicts: number
    /** Papers that the text last imported had and this one does not: they stay in the list. */
    missing: number
    /** Distinct papers of the file. */
    papers: number
    sections: number
    /** Parts of the file that stay text. */
    prose: number
    refused: number
  }
  sections: { path: string[]; papers: number; status: SectionStatus }[]
  /** One for each entry of the file, in its order. */
  papers: PaperReport[]
  missing: { title: string; section: string[] }[]
  assets: { path: string; status: 'added' | 'unchanged' | 'missing' }[]
  warnings: string[]
}

/** missing: the text last imported had it and this one does not; it stays in the list. */
export type SectionStatus = 'added' | 'unchanged' | 'missing'
export type PaperStatus = 'added' | 'changed' | 'unchanged' | 'conflict'
export type Shown = string | number | null

export type PaperReport = {
  status: PaperStatus
  /** What the import changes in the list. */
  changes: { field: ImportField; from: Shown; to: Shown }[]
  /** What both the group and the file changed since the last import: the group's stays. */
  conflicts: { field: ImportField; base: Shown; ours: Shown; theirs: Shown }[]
  title: string
  url: string | null
  authors: string
  venue: string | null
  year: number | null
  section: string[]
  line: number
  endLine: number
  confidence: number
  reason: string
  links: PaperLink[]
  identifiers: PaperIdentifier[]
}

export const IMPORT_FIELDS = ['title', 'authors', 'venue', 'year', 'links', 'note', 'section'] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]
