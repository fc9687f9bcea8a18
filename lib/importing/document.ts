import type { Author, PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import type { Span } from './span.ts'

/** A README as a list: every part knows its span, the parts do not overlap. */
export type SourceDocument = {
  title: string | null
  titleSpan: Span | null
  sections: SourceSection[]
  entries: SourceEntry[]
  prose: SourceProse[]
  warnings: string[]
}

export type SourceSection = {
  /** Names the section across versions of the file: its path, and which of several with that path. */
  key: string
  title: string
  path: string[]
  /** Index of the section around it. */
  parent: number | null
  /** The heading; null for the section that holds what stands before any heading. */
  span: Span | null
  /** False where it holds text but no paper, nor does any section below ("Contributing"). */
  holdsPapers: boolean
}

/** What an entry says of a paper. */
export type EntryFields = {
  title: string
  /** Where the title leads; null without a web address. */
  url: string | null
  authors: Author[]
  authorsTruncated: boolean
  venue: string | null
  year: number | null
  /** The title's link first. */
  links: PaperLink[]
  identifiers: PaperIdentifier[]
}

export type SourceEntry = EntryFields & {
  /** Index into sections. */
  section: number
  /** The entry with its note. */
  span: Span
  note: string | null
  noteSpan: Span | null
  line: number
  endLine: number
  /** 0 to 1; below 0.7 a person should look. */
  confidence: number
  reason: string
}

/** What is kept as it stands, without becoming a paper. */
export type SourceProse = {
  kind: 'text' | 'list' | 'table' | 'html' | 'code' | 'heading' | 'other'
  span: Span
  section: number | null
}
