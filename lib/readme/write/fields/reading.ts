import type { EntryFields, EntryParts, EntryStyle, SourceEntry } from '#lib/readme/document.ts'
import type { Span } from '#lib/readme/span.ts'

/** An entry's own text and what the reader makes of it; spans count from the start of that text. */
export type Reading = {
  text: string
  style: EntryStyle
  fields: EntryFields
  parts: EntryParts
  note: string | null
  noteSpan: Span | null
}

const moved = (span: Span, by: number): Span => ({ start: span.start - by, end: span.end - by })

/** What a document says of one entry. */
export function readingOf(text: string, entry: SourceEntry): Reading {
  const { start, end } = entry.span
  const { title, url, authors, venue, year, links } = entry.parts
  const part = (span: Span | null) => (span && span.start >= start && span.end <= end ? moved(span, start) : null)
  return {
    text: text.slice(start, end),
    style: entry.style,
    fields: entry,
    parts: {
      title: moved(title, start),
      url: part(url),
      authors: part(authors),
      venue: part(venue),
      year: part(year),
      links: links.flatMap((link) => {
        const span = part(link.span)
        return span ? [{ url: link.url, span }] : []
      }),
    },
    note: entry.note,
    noteSpan: part(entry.noteSpan),
  }
}

/** Where the entry's own words end, before its note and the tags that fold it. */
export function bodyEnd({ text, parts, noteSpan }: Reading): number {
  if (!noteSpan) return text.trimEnd().length
  const ends = [parts.title, parts.url, parts.authors, parts.venue, parts.year, ...parts.links.map(({ span }) => span)]
  const last = Math.max(...ends.map((span) => span?.end ?? 0))
  // A note in the middle of its entry (a table's cell) has no end of the words before it.
  if (last > noteSpan.start) return text.trimEnd().length
  const before = text.slice(0, noteSpan.start)
  const fold = before.search(/<details\b(?![\s\S]*<details\b)/i)
  return before.slice(0, fold < last ? before.length : fold).trimEnd().length
}
