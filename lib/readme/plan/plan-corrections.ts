import { parseAuthors } from '#lib/papers/fields/authors.ts'
import { identifierKey, identify } from '#lib/papers/fields/identifiers.ts'
import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import type { Correction } from './decisions.ts'
import type { EntryFields, RefusedEntry, SourceDocument, SourceEntry, SourceProse } from '#lib/readme/document.ts'
import { clip } from '#lib/readme/parse/text/inline-text.ts'
import { linkKind } from '#lib/readme/parse/text/link-kind.ts'
import type { ImportField } from '#lib/readme/report.ts'
import { type Span, lineAt, lineStarts } from '#lib/readme/span.ts'

/** The fields of a paper that a correction speaks of. */
export function correctedFields(correction: Correction): ImportField[] {
  const { title, authors, venue, year, url } = correction
  const given: [ImportField, unknown][] = [
    ['title', title],
    ['authors', authors],
    ['venue', venue],
    ['year', year],
    ['links', url],
  ]
  return given.flatMap(([field, value]) => (value === undefined ? [] : [field]))
}

const distinct = (identifiers: readonly PaperIdentifier[]) => [
  ...new Map(identifiers.map((identifier) => [identifierKey(identifier), identifier])).values(),
]

/** What a person's address does to the links: it takes the place of the one that the title led to. */
function correctLinks({ url, links, identifiers }: EntryFields, wanted: string | null) {
  const old = url === null ? null : identify(url)
  const others = identifiers.filter((found) => !old || identifierKey(found) !== identifierKey(old))
  const rest = links.filter((link) => link.url !== url && link.url !== wanted)
  if (wanted === null) return { url: null, links: rest, identifiers: others }
  const kind = linkKind('', wanted)
  const link: PaperLink = { kind: kind === 'other' ? 'paper' : kind, url: wanted, label: null }
  const found = identify(wanted)
  return { url: wanted, links: [link, ...rest], identifiers: distinct([...(found ? [found] : []), ...others]) }
}

/** An entry's fields as a person corrected them. */
export function correctFields(fields: EntryFields, correction: Correction): EntryFields {
  const { title, authors, venue, year, url } = correction
  const names = authors === undefined ? fields : parseAuthors(authors)
  return {
    title: title ?? fields.title,
    authors: names.authors,
    authorsTruncated: 'truncated' in names ? names.truncated : names.authorsTruncated,
    venue: venue === undefined ? fields.venue : venue,
    year: year === undefined ? fields.year : year,
    ...(url === undefined
      ? { url: fields.url, links: fields.links, identifiers: fields.identifiers }
      : correctLinks(fields, url)),
  }
}

const ADDRESS = /https?:\/\/[^\s<>"'|\]]+/g

function addressesIn(text: string): string[] {
  const found = [...text.matchAll(ADDRESS)].map(([address]) => {
    // A bracket that the address itself does not open belongs to the text around it.
    const own = address.includes('(') ? address : address.replace(/\).*$/, '')
    return own.replace(/[.,;:!?]+$/, '')
  })
  return [...new Set(found)].filter((address) => URL.canParse(address))
}

/** The first words of a text without its Markdown: a title to start from. */
function firstWords(text: string): string {
  const line = text
    .split(/\r\n|\r|\n/)
    .map((part) =>
      part
        .replace(/^\s*(?:[-*+>]|\d+[.)])\s+/, '')
        .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/<[^>]*>/g, ' ')
        .replace(ADDRESS, ' ')
        .replace(/[*_`|#]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .find((part) => /\p{L}/u.test(part))
  return clip(line ?? '', 300)
}

function findSpan(source: string, { start, end }: Span, words: string | null): Span | null {
  const at = words ? source.slice(start, end).indexOf(words) : -1
  return at < 0 || !words ? null : { start: start + at, end: start + at + words.length }
}

/** Makes an entry of a part that was read as text. Null where there is no title, or no section to stand in. */
export function entryByHand(
  source: string,
  part: RefusedEntry | SourceProse,
  correction: Correction,
  sections: SourceDocument['sections'],
): SourceEntry | null {
  const { span } = part
  const text = source.slice(span.start, span.end)
  const title = correction.title ?? firstWords(text)
  const section = part.section ?? sections.findIndex((candidate) => candidate.holdsPapers)
  if (title === '' || section < 0) return null
  const links = addressesIn(text).map((url): PaperLink => ({ kind: linkKind('', url), url, label: null }))
  const identifiers = distinct(links.flatMap((link) => identify(link.url) ?? []))
  const bare = { title, url: links[0]?.url ?? null, authors: [], authorsTruncated: false, venue: null, year: null }
  const fields = correctFields({ ...bare, links, identifiers }, correction)
  const starts = lineStarts(source)
  const whole = findSpan(source, span, text.trim()) ?? span
  return {
    ...fields,
    style: /^\s*(?:[-*+]|\d+[.)])\s/.test(text) ? 'item' : 'paragraph',
    parts: {
      title: findSpan(source, span, fields.title) ?? whole,
      url: findSpan(source, span, fields.url),
      authors: findSpan(source, span, correction.authors ?? null),
      venue: findSpan(source, span, fields.venue),
      year: findSpan(source, span, fields.year === null ? null : String(fields.year)),
      links: fields.links.flatMap(({ url }) => {
        const found = findSpan(source, span, url)
        return found ? [{ url, span: found }] : []
      }),
    },
    section,
    span,
    note: null,
    noteSpan: null,
    line: lineAt(starts, span.start),
    endLine: lineAt(starts, Math.max(span.start, span.end - 1)),
    confidence: 1,
    reason: 'made a paper by hand',
  }
}
