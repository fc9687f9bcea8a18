import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import type { SourceProse } from './document.ts'

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
  /** What undoes it; null where nothing was applied. */
  revisionId: string | null
  counts: {
    /** Papers of the list that come in, each counted once however often the file lists it. */
    added: number
    changed: number
    unchanged: number
    conflicts: number
    /** Papers that the text last imported had and this one does not: they stay in the list. */
    missing: number
    /** Papers as a reader of the file counts them: one that it lists in two places counts twice. */
    papers: number
    /** The same with each paper counted once: added, changed, unchanged and conflicts together. */
    distinct: number
    sections: number
    /** Parts of the file that stay text. */
    prose: number
    refused: number
  }
  sections: SectionReport[]
  /** One for each entry of the file, in its order. */
  papers: PaperReport[]
  missing: { title: string; section: string[] }[]
  /** What the file no longer has: each is removed only where a person says so. */
  removals: RemovalOffer[]
  prose: ProseReport[]
  refused: RefusedReport[]
  /** What became of every line, in order, without gaps. */
  lines: LineReport[]
  /** Lines that are in none of the above: none, unless the reader is at fault. */
  unaccountedLines: number[]
  assets: { path: string; status: 'added' | 'unchanged' | 'missing' }[]
  warnings: string[]
}

/** missing: the text last imported had it and this one does not; it stays in the list. */
export type SectionStatus = 'added' | 'changed' | 'unchanged' | 'missing'
/** `from`: its path in the list before the file renamed or moved it. */
export type SectionReport = { path: string[]; papers: number; status: SectionStatus; from?: string[] }

export type PaperStatus = 'added' | 'changed' | 'unchanged' | 'conflict'
export type Shown = string | number | null

export type PaperReport = {
  /** Names the entry in the decisions on a draft. */
  key: string
  /** The list's own paper that it is; null for a new one. */
  paperId: string | null
  /** conflict: one of `conflicts` waits for a choice. */
  status: PaperStatus
  /** What the import changes in the list. */
  changes: FieldChange[]
  /** What both the group and the file changed since the last import. */
  conflicts: FieldConflict[]
  /** Fields that a person corrected in this draft: they win over every reading. */
  corrected: ImportField[]
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

/** isMerged: a note that both sides changed in different lines, put together. */
export type FieldChange = { field: ImportField; from: Shown; to: Shown; isMerged?: boolean }

export type FieldConflict = {
  field: ImportField
  base: Shown
  ours: Shown
  theirs: Shown
  /**
   * What a person chose; null: nobody did, and ours stays. Of a note a side is taken where the two
   * dispute: what only one of them changed comes in either way.
   */
  chosen: 'ours' | 'theirs' | 'text' | null
  /** Of a note: its parts in order, agreed and disputed; their lines, joined with "\n", are the whole. */
  parts?: NotePart[]
  /** Of a note: what it becomes; where nobody chose, both sides' changes with ours where they dispute. */
  result?: string | null
}

/** Lines of a note that both sides agree on (or only one changed), or that each has otherwise. */
export type NotePart =
  { kind: 'agreed'; lines: string[] } | { kind: 'disputed'; base: string[]; ours: string[]; theirs: string[] }

export const IMPORT_FIELDS = ['title', 'authors', 'venue', 'year', 'links', 'note', 'section'] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** place: one of several places of a paper that the file still has elsewhere. */
export type RemovalOffer = {
  id: string
  kind: 'paper' | 'place' | 'section'
  title: string
  section: string[]
  /** Whether the group has changed it since it was imported: its fields, note or place. */
  isEdited: boolean
  /** Whether a person said that it goes. */
  isAgreed: boolean
}

type PartReport = { key: string; section: string[]; line: number; endLine: number; text: string }
export type ProseReport = PartReport & { kind: SourceProse['kind']; reason: string | null }
export type RefusedReport = PartReport & { reason: string }

/** `number` counts from 1 in `papers`, `prose` or `refused`. */
export type LineReport = {
  from: number
  to: number
  became: 'title' | 'section' | 'paper' | 'note' | 'prose' | 'refused' | 'blank' | 'unaccounted'
  number: number | null
  because: string | null
}

/** How far an import is: `done` of `total` entries (parsed, matched) or rows (written). */
export type ImportProgress = { step: 'parsed' | 'matched' | 'written'; done: number; total: number }
export type ReportProgress = (progress: ImportProgress) => void | Promise<void>

/** One applied import of a list. */
export type ImportView = {
  id: string
  seq: number
  origin: string
  importedAt: Date
  importedByName: string | null
  counts: ImportReport['counts'] | null
  undoneAt: Date | null
  /** Null: it can be undone now. */
  whyNotUndo: string | null
}

/** What undoing an import left as it is, since a person has changed it since. */
export type UndoResult = { kept: { title: string; why: string }[] }
