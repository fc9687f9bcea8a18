import type { Author, PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import type { Span } from './span.ts'

/** A README as a list: every part knows its span, the parts do not overlap. */
export type SourceDocument = {
  title: string | null
  titleSpan: Span | null
  sections: SourceSection[]
  entries: SourceEntry[]
  prose: SourceProse[]
  /** What looked like an entry and could not be one. */
  refused: RefusedEntry[]
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

/**
 * Where each field's own text stands in the source; null where it has none of its own. All lie inside
 * the entry's span; they may touch and come in any order.
 */
export type EntryParts = {
  /** The title's text without its marks. */
  title: Span
  /** The address alone. */
  url: Span | null
  authors: Span | null
  venue: Span | null
  year: Span | null
  /** Each whole link: "[label](address)". */
  links: { url: string; span: Span }[]
}

/** What an entry is written as. */
export type EntryStyle = 'item' | 'paragraph' | 'row' | 'html-row' | 'bibtex'

export type SourceEntry = EntryFields & {
  style: EntryStyle
  parts: EntryParts
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
  /** Why it did not become a paper: "a table of contents", "a section of tools". */
  reason?: string
}

/** What looked like an entry and could not be one, with the reason. */
export type RefusedEntry = { span: Span; line: number; endLine: number; reason: string; section: number | null }
