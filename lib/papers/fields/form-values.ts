import type { PaperFields } from './fields-schema.ts'
import { identify, identifierKey as key, identifierUrl } from './identifiers.ts'
import type {
  Author,
  IdentifierScheme,
  PaperFormValues,
  PaperIdentifier,
  PaperLink,
  StoredPaper,
} from '#lib/papers/schema.ts'

/** The identifiers that the links themselves name. */
export function linkIdentifiers(links: readonly PaperLink[]): PaperIdentifier[] {
  const found = links.map((link) => identify(link.url)).filter((identifier) => identifier !== null)
  return [...new Map(found.map((identifier) => [key(identifier), identifier])).values()]
}

/** Every identifier of the fields: found in the links, or typed. */
export function fieldIdentifiers(fields: Pick<PaperFields, 'links' | 'arxiv' | 'doi'>): PaperIdentifier[] {
  const typed: PaperIdentifier[] = []
  if (fields.arxiv !== null) typed.push({ scheme: 'arxiv', value: fields.arxiv })
  if (fields.doi !== null) typed.push({ scheme: 'doi', value: fields.doi })
  const all = [...linkIdentifiers(fields.links), ...typed]
  return [...new Map(all.map((identifier) => [key(identifier), identifier])).values()]
}

/** The links to store: a paper known only by a typed arXiv number or DOI gets its address as a link. */
export function fieldLinks(fields: Pick<PaperFields, 'links' | 'arxiv' | 'doi'>): PaperLink[] {
  if (fields.links.length > 0) return fields.links
  const typed = fieldIdentifiers({ ...fields, links: [] })[0]
  const url = typed ? identifierUrl(typed) : null
  return url === null ? [] : [{ kind: 'paper', url, label: null }]
}

const oneName = (author: Author) => (author.given ? `${author.family}, ${author.given}` : author.family)

/** The authors as the form shows them, "Wei, J.; … Le, Q. V.": parseAuthors reads the same people back. */
export function authorsField(paper: Pick<StoredPaper, 'authors' | 'authorsTruncated'>): string {
  const names = paper.authors.map((author) => (author.afterGap ? `… ${oneName(author)}` : oneName(author)))
  const isEtAl = paper.authorsTruncated && !paper.authors.some((author) => author.afterGap)
  return [...names, ...(isEtAl ? ['et al.'] : [])].join('; ')
}

/** A paper as the edit form shows it. */
export function formValues(paper: StoredPaper): PaperFormValues {
  const inLinks = new Set(linkIdentifiers(paper.links).map(key))
  const typed = (scheme: IdentifierScheme) =>
    paper.identifiers.find((identifier) => identifier.scheme === scheme && !inLinks.has(key(identifier)))?.value ?? ''
  return {
    title: paper.title,
    authors: authorsField(paper),
    venue: paper.venue ?? '',
    year: paper.year === null ? '' : String(paper.year),
    abstract: paper.abstract ?? '',
    arxiv: typed('arxiv'),
    doi: typed('doi'),
    links: paper.links.map((link) => ({ ...link, label: link.label ?? '' })),
  }
}

/** The form of a new paper. */
export const BLANK_PAPER: PaperFormValues = {
  title: '',
  authors: '',
  venue: '',
  year: '',
  abstract: '',
  arxiv: '',
  doi: '',
  links: [],
}
