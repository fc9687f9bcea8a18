import { z } from 'zod'
import { identify, identifierUrl, parseHttpUrl } from '#lib/papers/fields/identifiers.ts'
import type { Author } from '#lib/papers/schema.ts'
import { plainLine, plainParagraphs } from './plain-text.ts'
import type { Reference } from './reference.ts'

const text = z.union([z.string(), z.number().transform(String)]).catch('')
const nameSchema = z.object({
  family: text,
  given: text,
  literal: text,
  suffix: text,
  'non-dropping-particle': text,
  'dropping-particle': text,
})
const dateSchema = z
  .object({ 'date-parts': z.array(z.array(z.union([z.string(), z.number()]))).catch([]), literal: text, raw: text })
  .catch({ 'date-parts': [], literal: '', raw: '' })

/** What we read of an item of CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html. */
export const itemSchema = z.object({
  type: text,
  title: text,
  author: z.array(nameSchema.catch(emptyName())).catch([]),
  editor: z.array(nameSchema.catch(emptyName())).catch([]),
  issued: dateSchema,
  'container-title': z.union([text, z.array(text).transform((titles) => titles[0] ?? '')]).catch(''),
  'event-title': text,
  event: text,
  publisher: text,
  URL: text,
  DOI: text,
  PMID: text,
  PMCID: text,
  abstract: text,
  annote: text,
  note: text,
  keyword: text,
})
export type CslItem = z.output<typeof itemSchema>

function emptyName() {
  return { family: '', given: '', literal: '', suffix: '', 'non-dropping-particle': '', 'dropping-particle': '' }
}

const isOthers = (name: z.output<typeof nameSchema>) => /^(?:others|et\.? al\.?)$/i.test(name.family || name.literal)

function readName(name: z.output<typeof nameSchema>): Author[] {
  const words = (...parts: string[]) => plainLine(parts.filter(Boolean).join(' '))
  const family =
    words(name['non-dropping-particle'], name.family, name.suffix.replace(/\.$/, '')) || words(name.literal)
  const given = words(name.given, name['dropping-particle'])
  if (family === '') return given === '' ? [] : [{ family: given }]
  return [given === '' ? { family } : { family, given }]
}

function readYear(issued: CslItem['issued']): number | null {
  const written = issued['date-parts'][0]?.[0] ?? /\d{4}/.exec(issued.literal || issued.raw)?.[0]
  const year = Number(written)
  return Number.isInteger(year) && year >= 1000 && year <= 2200 ? year : null
}

const ARXIV_VENUE = /^(?:arxiv\b.*|corr)$/i

function readVenue(item: CslItem): string | null {
  const venue = plainLine(item['container-title'] || item['event-title'] || item.event || item.publisher)
  return ARXIV_VENUE.test(venue) ? 'arXiv' : venue || null
}

function webAddress(text: string): string | null {
  const trimmed = text.trim()
  const url = parseHttpUrl(trimmed)
  if (!url || trimmed.length > 1_900 || /\s/.test(trimmed)) return null
  return /^https?:/i.test(trimmed) ? trimmed : url.href
}

/** The addresses of a work, the one that it names itself first; one per identifier. */
export function addressesOf(candidates: { label: string; text: string }[]): { label: string; url: string }[] {
  const found = new Map<string, { label: string; url: string }>()
  for (const { label, text } of candidates) {
    const identifier = identify(text)
    const url = webAddress(text) ?? (identifier && identifierUrl(identifier))
    if (url === null) continue
    const key = identifier ? `${identifier.scheme}:${identifier.value}` : url
    if (!found.has(key)) found.set(key, { label, url })
  }
  return [...found.values()]
}

/** The words of a "keyword" field, whatever divides them. */
export const splitKeywords = (text: string): string[] =>
  plainLine(text)
    .split(/\s*[;,]\s*/)
    .filter((word) => word !== '' && word.length <= 80)

const paragraphs = (text: string) => plainParagraphs(text).join('\n\n') || null

/** A CSL item as a reference; null where it has no title. `more` are addresses that CSL has no field for. */
export function readItem(item: CslItem, more: { label: string; text: string }[] = []): Reference | null {
  const title = plainLine(item.title)
  if (title === '') return null
  const people = item.author.length > 0 ? item.author : item.editor
  const doi = item.DOI.trim()
  const [first, ...links] = addressesOf([
    { label: 'link', text: item.URL },
    {
      label: 'DOI',
      text: doi === '' || /^https?:/i.test(doi) ? doi : `https://doi.org/${doi.replace(/^doi:\s*/i, '')}`,
    },
    ...more,
    { label: 'PubMed', text: item.PMID && `https://pubmed.ncbi.nlm.nih.gov/${item.PMID.trim()}/` },
    { label: 'PubMed Central', text: item.PMCID && `https://www.ncbi.nlm.nih.gov/pmc/articles/${item.PMCID.trim()}/` },
  ])
  return {
    title,
    authors: people.filter((name) => !isOthers(name)).flatMap(readName),
    authorsTruncated: people.some(isOthers),
    venue: readVenue(item),
    year: readYear(item.issued),
    url: first?.url ?? null,
    links,
    abstract: paragraphs(item.abstract),
    note: paragraphs(
      [item.annote, item.note]
        .filter((part) => !/^(?:https?:\S+|\[?(?:online;? )?accessed\b.{0,40})$/i.test(part))
        .join('\n\n'),
    ),
    groups: [],
    keywords: splitKeywords(item.keyword),
  }
}
