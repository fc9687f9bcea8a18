import { readNames } from '#lib/readme/parse/text/names.ts'
import { readVenue } from '#lib/readme/parse/text/venue.ts'
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
  // "2016 IEEE Conference on Vision (CVPR)": the year is said, and brackets are where years are looked for.
  const bare = venue.replace(/\s*[([][^()[\]]*[)\]]/g, '').replace(/^(?:19|20)\d{2}\b|\b(?:19|20)\d{2}$/g, '')
  const shorter = [bare, bare.replace(/\b(?:19|20)\d{2}\b\s*/g, ''), bare.replace(/[()[\]\d]/g, '').slice(0, 110)].map(
    (text) => text.replace(/\s+/g, ' ').replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, ''),
  )
  const best = shorter.find((text) => {
    const read = readVenue(`${text} ${inBrackets}`.trim())
    return read.venue === text && (read.year?.year ?? null) === year
  })
  return `${best ?? shorter.at(-1) ?? ''} ${inBrackets}`.trim()
}

function noteOf({ abstract, note }: Reference): string | null {
  const paragraphs = (text: string | null) => (text ?? '').split('\n\n').filter(Boolean).map(escapeParagraph)
  const [first, ...rest] = paragraphs(abstract)
  const parts = [...(first ? [`**Abstract.** ${first}`] : []), ...rest, ...paragraphs(note)]
  return parts.length === 0 ? null : parts.join('\n\n')
}

/**
 * One reference as a list item in the lists' own style (see prisma/seed/README.md). An item, where the
 * style also knows paragraphs: below a heading that says "bibliography" every item is read as a paper,
 * however little it says.
 */
export function writeEntry(reference: Reference, withNote: boolean): string {
  const title = escapeMarkdown(reference.title)
  const names = escapeMarkdown(namesLine(reference.authors, reference.authorsTruncated))
  const marked = reference.url === null ? `**${title}**` : `[**${title}**](${linkTarget(reference.url)})`
  const venue = escapeMarkdown(venueLine(reference.venue, reference.year))
  const links = reference.links.map(({ label, url }) => `[${label}](${linkTarget(url)})`)
  const line = [names, marked, venue, ...links].filter((part) => part !== '').join(' ')
  const entry = `- ${line}`
  const note = withNote ? noteOf(reference) : null
  return note === null ? entry : `${entry}\n<details>\n  <summary>Notes</summary>\n\n${note}\n</details>`
}
