import type { PhrasingContent } from 'mdast'
import type { BibtexEntry } from './bibtex-blocks.ts'
import type { Details } from './details.ts'
import type { EntryStyle, SourceProse } from '#lib/readme/document.ts'
import type { Evidence } from '#lib/readme/parse/entries/evidence.ts'
import type { Cell } from '#lib/readme/parse/entries/read-row.ts'
import type { Span } from '#lib/readme/span.ts'

/** A heading, or the line of a <details> that folds a part of the list: what stands below it is in its scope. */
export type Scope = { title: string; depth: number; parent: number | null; isFold: boolean }

/** What may be an entry: decided once its siblings are known. */
export type Candidate = {
  kind: 'candidate'
  style: EntryStyle
  /** Grows over what belongs to the entry: nested remarks, a quote, the note. */
  span: Span
  nodes: PhrasingContent[]
  /** The cells of a row, by their columns. */
  cells: Cell[] | null
  bibtex: BibtexEntry | null
  note: Details | null
  evidence: Evidence
  scope: number | null
  /** Candidates of one group stand in one list or table, or are the paragraphs of one section. */
  group: string
}

export type Block =
  | Candidate
  | { kind: 'heading'; scope: number; span: Span }
  | { kind: 'fold'; scope: number; span: Span }
  /** Where the part of the list ends that a <details> folds. */
  | { kind: 'unfold'; scope: number; span: Span }
  | { kind: 'prose'; prose: SourceProse['kind']; span: Span; reason: string | null }
