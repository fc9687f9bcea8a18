import type { PhrasingContent } from 'mdast'
import { parseAuthors } from '#lib/papers/fields/authors.ts'
import { findTitle } from './find-title.ts'
import { bareNames, readNames } from '#lib/readme/parse/text/names.ts'
import { type EntryContext, type ReadEntry, type RowFields, draftEntry, finishEntry } from './read-entry.ts'
import { type Line, type LineLink, readLine, sourceOf } from '#lib/readme/parse/text/read-line.ts'
import type { Span } from '#lib/readme/span.ts'
import { readVenue } from '#lib/readme/parse/text/venue.ts'
import { findYears, readDate } from '#lib/readme/parse/text/years.ts'

/** What a column of a table of papers holds. */
export type CellRole = 'title' | 'authors' | 'venue' | 'date' | 'links' | 'other'

/** One cell of a row, with what its column says of it; HTML cells come as the same nodes. */
export type Cell = { role: CellRole; header: string | null; nodes: PhrasingContent[]; span: Span }

const isEmpty = (text: string) => !/[\p{L}\d]/u.test(text) || /^(?:n\/?a|none|null|tbd|unknown|无)$/i.test(text.trim())

function readAuthors(line: Line, fields: RowFields): void {
  const end = line.text.trimEnd().length
  const start = line.text.length - line.text.trimStart().length
  const text = line.text.slice(start, end).replace(/\n/g, ', ')
  if (isEmpty(text)) return
  const names = readNames(text) ?? parseAuthors(bareNames(text))
  fields.authors = names.authors
  fields.authorsTruncated = names.truncated
  fields.parts.authors = sourceOf(line, { start, end })
}

function readVenueCell(line: Line, fields: RowFields): void {
  if (isEmpty(line.text) || line.text.length > 200) return
  const { venue, venueSpan, year } = readVenue(line.text)
  if (venue) {
    fields.venue = venue
    fields.parts.venue = venueSpan && sourceOf(line, venueSpan)
  }
  if (year && fields.year === undefined) {
    fields.year = year.year
    fields.parts.year = sourceOf(line, year)
  }
}

function readDateCell(line: Line, fields: RowFields): void {
  const year = readDate(line.text) ?? findYears(line.text)[0]
  if (!year) {
    // "NeurIPS'23" in a column of dates.
    if (/\p{L}/u.test(line.text)) readVenueCell(line, fields)
    return
  }
  fields.year = year.year
  fields.parts.year = sourceOf(line, year)
  const named = readVenue(line.text)
  if (
    named.venue &&
    fields.venue === undefined &&
    !/^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(named.venue)
  ) {
    fields.venue = named.venue
    fields.parts.venue = named.venueSpan && sourceOf(line, named.venueSpan)
  }
}

/**
 * Reads the paper of a table's row: its title cell like an entry of a list, then date, venue, authors
 * and links from the cells whose columns hold them. Null where the row names no title.
 */
export function readRow(cells: readonly Cell[], context: EntryContext): ReadEntry | null {
  const titleCell = cells.find((cell) => cell.role === 'title')
  if (!titleCell) return null
  const line = readLine(titleCell.nodes, context)
  const title = findTitle(line)
  const draft = draftEntry(line, title, true)
  if (!draft) return null
  const fields: RowFields = { parts: {} }
  const others: Line[] = []
  const hints = new Map<LineLink, string>()
  for (const cell of cells) {
    if (cell === titleCell) continue
    const other = readLine(cell.nodes, context)
    others.push(other)
    for (const link of other.links) hints.set(link, cell.header ?? '')
    if (cell.role === 'authors') readAuthors(other, fields)
    if (cell.role === 'venue') readVenueCell(other, fields)
    if (cell.role === 'date') readDateCell(other, fields)
  }
  return finishEntry(draft, { ...context, isItem: true }, fields, others, (link) => hints.get(link) ?? '')
}
