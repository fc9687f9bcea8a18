import { readNames } from '#lib/importing/names.ts'
import { readVenue } from '#lib/importing/venue.ts'
import type { Author } from '#lib/papers/schema.ts'
import { escapeMarkdown, escapeParagraph, linkTarget } from './markdown.ts'
import type { Reference } from './reference.ts'

const initialsOf = (given: string) =>
  given.replace(/\p{L}[\p{L}\p{M}’'.]*/gu, (word) =>
    word.length > 1 && word.endsWith('.') ? word : `${[...word][0]}.`,
  )

const withAmpersand = (names: string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`

/** Ways to write a line of names, the fullest first. */
const WAYS: ((authors: Author[]) => { authors: Author[]; line: string })[] = [
  // "Noether, E., & Hilbert, D."
  (authors) => ({
    authors,
    line: withAmpersand(authors.map(({ family, given }) => (given ? `${family}, ${given}` : family))),
  }),
  // "Noether, E.; Hilbert, D."
  (authors) => ({
    authors,
    line: authors.map(({ family, given }) => (given ? `${family}, ${given}` : family)).join('; '),
  }),
  // "Emmy Noether, David Hilbert"
  (authors) => ({
    authors,
    line: authors.map(({ family, given }) => (given ? `${given} ${family}` : family)).join(', '),
  }),
  (authors) => {
    const short = authors.map(({ family, given }) => (given ? { family, given: initialsOf(given) } : { family }))
    return {
      authors: short,
      line: withAmpersand(short.map(({ family, given }) => (given ? `${family}, ${given}` : family))),
    }
  },
]

const isSame = (left: readonly Author[], right: readonly Author[]) =>
  left.length === right.length &&
  left.every((name, at) => name.family === right[at]?.family && (name.given ?? '') === (right[at]?.given ?? ''))

/** The names as a line that reads back as the same names; as full as that allows. */
export function namesLine(authors: Author[], truncated: boolean): string {
  if (authors.length === 0) return ''
  const ways = WAYS.map((way) => way(authors))
  const best = ways.find((way) => isSame(way.authors, readNames(way.line)?.authors ?? []))
  const line = (best ?? ways[2])?.line ?? ''
  return truncated ? `${line}, et al.` : line
}

/** "ICLR (2019)", so that it reads back as that venue and year as far as it can. */
export function venueLine(venue: string | null, year: number | null): string {
  const inBrackets = year === null ? '' : `(${year})`
  if (!venue) return inBrackets
  const shorter = [
    venue,
    venue.replace(/\s*[([][^()[\]]*[)\]]/g, ''),
    venue.replace(/\s*[([][^()[\]]*[)\]]/g, '').replace(/\b(?:19|20)\d{2}\b\s*/g, ''),
    venue.replace(/[()[\]]|\b(?:19|20)\d{2}\b/g, '').slice(0, 110),
  ].map((text) =>
    text
      .replace(/\s+/g, ' ')
      .replace(/[\s,;:–—-]+$/, '')
      .trim(),
  )
  const best = shorter.find((text) => {
    const read = readVenue(`${text} ${inBrackets}`.trim())
    return read.venue === text && (read.year === year || year === null)
  })
  return `${best ?? shorter.at(-1) ?? ''} ${inBrackets}`.trim()
}

function noteOf({ abstract, note }: Reference): string | null {
  const paragraphs = (text: string | null) => (text ?? '').split('\n\n').filter(Boolean).map(escapeParagraph)
  const [first, ...rest] = paragraphs(abstract)
  const parts = [...(first ? [`**Abstract.** ${first}`] : []), ...rest, ...paragraphs(note)]
  return parts.length === 0 ? null : parts.join('\n\n')
}

/** One reference as the lists' own style writes it; see prisma/seed/README.md. Without an address it is a list item. */
export function writeEntry(reference: Reference, withNote: boolean): string {
  const title = escapeMarkdown(reference.title)
  const names = escapeMarkdown(namesLine(reference.authors, reference.authorsTruncated))
  const marked = reference.url === null ? `**${title}**` : `[**${title}**](${linkTarget(reference.url)})`
  const venue = escapeMarkdown(venueLine(reference.venue, reference.year))
  const links = reference.links.map(({ label, url }) => `[${label}](${linkTarget(url)})`)
  const line = [names, marked, venue, ...links].filter((part) => part !== '').join(' ')
  const entry = reference.url === null ? `- ${line}` : line
  const note = withNote ? noteOf(reference) : null
  return note === null ? entry : `${entry}\n<details>\n  <summary>Notes</summary>\n\n${note}\n</details>`
}
