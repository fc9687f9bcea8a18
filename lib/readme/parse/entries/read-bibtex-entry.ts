import { parseAuthors } from '#lib/papers/fields/authors.ts'
import { arxivUrl, identify, parseHttpUrl } from '#lib/papers/fields/identifiers.ts'
import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import { type BibtexEntry, plainBibtex } from '#lib/readme/parse/blocks/bibtex-blocks.ts'
import type { ReadEntry } from './read-entry.ts'

const VENUES = ['booktitle', 'journal', 'journaltitle', 'school', 'publisher', 'institution', 'howpublished']

/** Reads a BibTeX entry; null where it has no title. */
export function readBibtexEntry(entry: BibtexEntry): ReadEntry | null {
  const field = (...names: string[]) =>
    entry.fields.find(({ name, value }) => names.includes(name) && value.trim() !== '')
  const titleField = field('title')
  const title = titleField ? plainBibtex(titleField.value) : ''
  if (!titleField || title === '') return null
  const authorField = field('author', 'editor')
  const names = authorField
    ? parseAuthors(
        plainBibtex(authorField.value)
          .split(/\s+and\s+/)
          .join('; '),
      )
    : { authors: [], truncated: false }
  // "and others" is what BibTeX says for "et al."
  const authors = names.authors.filter((author) => author.family !== 'others')
  const venueField = VENUES.map((name) => field(name)).find((found) => found !== undefined)
  const yearField = field('year', 'date')
  const year = Number(/\b(?:1[5-9]|20)\d\d\b/.exec(yearField?.value ?? '')?.[0] ?? 0) || null
  const eprint = field('eprint')
  const doi = field('doi')
  const urlField = field('url')
  const journal = field('journal')
  const arxiv = /arxiv/i.test(`${field('archiveprefix', 'eprinttype')?.value ?? ''} ${eprint?.value ?? ''}`)
    ? identify(`arxiv:${(eprint?.value ?? '').replace(/^arxiv:/i, '')}`)
    : identify(`arxiv:${/arxiv[:\s]+(\S+)/i.exec(journal?.value ?? '')?.[1] ?? ''}`)
  const doiId = doi
    ? identify(doi.value.includes('/') && !doi.value.includes(':') ? `doi:${doi.value}` : doi.value)
    : null
  const written = urlField && parseHttpUrl(urlField.value.trim()) ? urlField.value.trim() : null
  const url = written ?? (doiId ? `https://doi.org/${doiId.value}` : arxiv ? arxivUrl(arxiv.value) : null)
  const identifiers: PaperIdentifier[] = []
  for (const found of [written ? identify(written) : null, doiId, arxiv])
    if (found && found.scheme !== 'github' && !identifiers.some(({ scheme }) => scheme === found.scheme))
      identifiers.push(found)
  const links: PaperLink[] = url ? [{ kind: /\.pdf$/i.test(url) ? 'pdf' : 'paper', url, label: null }] : []
  return {
    title: title.slice(0, 1000),
    url,
    authors,
    authorsTruncated: names.truncated || authors.length < names.authors.length,
    venue: venueField ? plainBibtex(venueField.value).slice(0, 160) || null : null,
    year,
    links,
    identifiers,
    parts: {
      title: titleField.span,
      url: written && urlField ? urlField.span : null,
      authors: authorField?.span ?? null,
      venue: venueField?.span ?? null,
      year: year === null ? null : (yearField?.span ?? null),
      links: written && urlField ? [{ url: written, span: urlField.span }] : [],
    },
    confidence: url === null ? 0.8 : 1,
    reason: url === null ? 'Read from a BibTeX entry; it gives no address' : 'Read from a BibTeX entry',
  }
}
