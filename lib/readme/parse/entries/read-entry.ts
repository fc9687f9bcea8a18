import type { PhrasingContent } from 'mdast'
import { badgeVenue } from '#lib/readme/parse/text/badge-venue.ts'
import { judge } from './confidence.ts'
import type { EntryFields, EntryParts } from '#lib/readme/document.ts'
import { mainLink, readIdentifiers, readLinks, webAddress } from '#lib/readme/parse/text/entry-links.ts'
import { findTitle } from './find-title.ts'
import { clip } from '#lib/readme/parse/text/inline-text.ts'
import { maskParts, withoutEmoji } from '#lib/readme/parse/text/mask.ts'
import { type Line, type LineLink, readLine, sourceOf } from '#lib/readme/parse/text/read-line.ts'
import { type Zone, readZone } from './read-zone.ts'
import type { Span } from '#lib/readme/span.ts'
import { type TitleCandidate, countWords, textOf } from './title-candidates.ts'
import { titleMarkdown, trimTitle } from '#lib/readme/parse/text/title-text.ts'
import { readNames } from '#lib/readme/parse/text/names.ts'
import { isLinkWord, isPaperUrl } from '#lib/readme/parse/text/link-kind.ts'
import { readVenueTag } from '#lib/readme/parse/text/venue-tag.ts'

export type ReadEntry = EntryFields & { parts: EntryParts; confidence: number; reason: string }

export type EntryContext = {
  source: string
  /** Addresses behind "[text][name]". */
  definitions: ReadonlyMap<string, string>
  isItem: boolean
  /** The block around it lists papers: what has a title is an entry, though nothing else marks it as one. */
  isListed?: boolean
}

const MAX_TITLE = 1000
/** What stands further from the title than this is no field of the entry. */
const REACH = 4000

/** The links among which an entry's authors are each linked to a page of their own. */
function authorLinks(line: Line, title: TitleCandidate): ReadonlySet<LineLink> {
  const named = line.links.filter(
    (link) =>
      link !== title.link &&
      link.end > link.start &&
      countWords(link.label) >= 2 &&
      !isLinkWord(link.label) &&
      readNames(link.label) !== null,
  )
  const isAmongNames = (link: LineLink) =>
    /(?:,|&|\band)\s*$/.test(line.text.slice(Math.max(0, link.start - 8), link.start)) && !isPaperUrl(link.url ?? '')
  return new Set(named.length >= 2 ? named : named.filter(isAmongNames))
}

/** What of a line is no text of the entry's own: links, footnote marks, quotations, the title itself. */
function maskedText(line: Line, title: TitleCandidate, span: Span): string {
  const names = authorLinks(line, title)
  const parts = line.links.filter(
    (link) => link !== title.link && !names.has(link) && readVenueTag(link.label)?.year == null,
  )
  // "`Uber`", "`pytorch`": a label, unless it says where and when.
  const code = line.code.filter((run) => readVenueTag(textOf(line, run).replaceAll('`', '')) === null)
  const masked = maskParts(maskParts(line.text, line.raised, ' '), [...parts, ...code, span])
  return withoutEmoji(masked)
    .replaceAll('`', ' ')
    .replace(/[“"][^”"]{60,}[”"]/g, (quote) => ' '.repeat(quote.length))
}

type Around = { before: Zone; after: Zone }

function readAround(line: Line, title: TitleCandidate, span: Span, isItem: boolean): Around {
  const text = maskedText(line, title, span)
  const from = Math.max(0, span.start - REACH)
  const before = readZone(text.slice(from, span.start), from, {
    mayName: true,
    isBefore: true,
    mayBeBareVenue: false,
    mayBeOneWord: !isItem,
  })
  const after = readZone(text.slice(span.end, span.end + REACH), span.end, {
    mayName: before.names === null,
    isBefore: false,
    mayBeBareVenue: before.names !== null,
    mayBeOneWord: false,
  })
  return { before, after }
}

/** An entry as read from its line, before it is judged. */
export type Draft = { line: Line; title: TitleCandidate; span: Span; around: Around }

/** Finds the title of a line and reads what stands around it; null where nothing could be a title. */
export function draftEntry(line: Line, title: TitleCandidate | null, isItem: boolean): Draft | null {
  if (!title) return null
  const span = trimTitle(line, title, title.how === 'plain text')
  return { line, title, span, around: readAround(line, title, span, isItem) }
}

/** What other cells of a row say; used where the title's own does not. */
export type RowFields = Partial<Pick<EntryFields, 'authors' | 'authorsTruncated' | 'venue' | 'year'>> & {
  parts: Partial<Pick<EntryParts, 'authors' | 'venue' | 'year'>>
}

/** Puts an entry together. `others`: lines of other cells, whose links are the entry's too. */
export function finishEntry(
  draft: Draft,
  context: EntryContext,
  row?: RowFields,
  others: Line[] = [],
  hint = (_: LineLink) => '',
): ReadEntry | null {
  const { line, title, span, around } = draft
  const { before, after } = around
  const whole = { ...line, links: [...line.links, ...others.flatMap((other) => other.links)] }
  const links = readLinks(whole, title.link, hint)
  const leading = title.link && webAddress(title.link.url) ? title.link : mainLink(whole.links)
  const url = leading && webAddress(leading.url)
  const identifiers = readIdentifiers(links)
  const zoneNames = before.names ? before.names : after.names
  const dated = after.venue !== null || after.year !== null || before.venue !== null ? [after, before] : [before, after]
  const venueZone = dated.find((zone) => zone.venue !== null)
  const badge = venueZone ? null : badgeVenue([...line.images, ...others.flatMap((other) => other.images)])
  const yearZone = (venueZone?.year ? venueZone : null) ?? dated.find((zone) => zone.year)
  const venue = row?.venue ?? venueZone?.venue ?? badge?.venue ?? null
  const year = row?.year ?? yearZone?.year?.year ?? badge?.year?.year ?? null
  const authors = row?.authors ?? zoneNames?.names.authors ?? []
  const namesPaper = identifiers.some((identifier) => identifier.scheme !== 'github')
  const marks = [namesPaper, year !== null, authors.length > 0, /\.pdf$/i.test(url ?? '')].filter(Boolean).length
  if (marks === 0 && !context.isListed) return null
  const text = clip(titleMarkdown(line, span, context.source), MAX_TITLE)
  if (text === '') return null
  const at = (part: Span | null | undefined) => (part ? sourceOf(line, part) : null)
  const titleSource = at(span)
  return {
    title: text,
    url,
    authors,
    authorsTruncated: row?.authorsTruncated ?? zoneNames?.names.truncated ?? false,
    venue,
    year,
    links,
    identifiers,
    parts: {
      title: titleSource ?? { start: line.from[0] ?? 0, end: line.to.at(-1) ?? 0 },
      url: leading?.address ?? null,
      authors: row?.authors ? (row.parts.authors ?? null) : at(zoneNames?.span),
      venue: row?.venue ? (row.parts.venue ?? null) : at(venueZone?.venueSpan),
      year: row?.year ? (row.parts.year ?? null) : at(yearZone?.year),
      links: whole.links.flatMap((link) => {
        const address = webAddress(link.url)
        return address ? [{ url: address, span: link.source }] : []
      }),
    },
    ...judge({
      how: title.how,
      title: text,
      hasUrl: url !== null,
      hasNames: authors.length > 0,
      hasStrangeWords: before.hasWords && before.names === null && before.venue === null,
      isDated: venue !== null || year !== null,
      isProse: after.isProse,
      namesPaper,
      marks,
    }),
  }
}

/**
 * Reads one entry from its inline nodes: its title, then authors, venue and year before or after it,
 * and every link by what it says it is. Null where nothing but a title marks it as a reference.
 */
export function readEntry(nodes: readonly PhrasingContent[], context: EntryContext): ReadEntry | null {
  const line = readLine(nodes, context)
  const draft = draftEntry(line, findTitle(line), context.isItem)
  return draft && finishEntry(draft, context)
}
