import { IDENTIFIER_RULES, readArxivId, readDoi } from './identifier-rules.ts'
import type { PaperIdentifier } from '#lib/papers/schema.ts'

/** The address as a URL, where it is an absolute http(s) one; an address without scheme ("arxiv.org/abs/…") counts. */
export function parseHttpUrl(text: string): URL | null {
  const trimmed = text.trim()
  const address = /^[\w-]+(\.[\w-]+)+\//.test(trimmed) ? `https://${trimmed}` : trimmed
  if (!/^https?:\/\//i.test(address)) return null
  return URL.canParse(address) ? new URL(address) : null
}

/**
 * The paper that an address names: two addresses of one paper (abs, pdf, a version) give the same
 * identifier. Takes "arXiv:2109.01652" and "doi:10.…" too. Null where the address names none.
 */
export function identify(url: string): PaperIdentifier | null {
  const text = url.trim()
  if (/^arxiv:/i.test(text)) return readArxivId(text.replace(/^arxiv:\s*/i, ''))
  if (/^(doi:|10\.)/i.test(text)) return readDoi(text.replace(/^doi:\s*/i, ''))
  const parsed = parseHttpUrl(text)
  if (!parsed) return null
  const host = parsed.hostname.toLowerCase().replace(/^www\./, '')
  // An archived copy names what it is a copy of; at most one level deep.
  const copied =
    host === 'web.archive.org'
      ? /^\/web\/\d*[a-z_*]*\/(https?:\/.+)$/i.exec(parsed.pathname + parsed.search)?.[1]
      : undefined
  if (copied !== undefined && !/web\.archive\.org/i.test(copied))
    return identify(copied.replace(/^(https?:)\/+/i, '$1//'))
  let path = parsed.pathname
  try {
    path = decodeURIComponent(path)
  } catch {
    // A stray "%" in the path: read it as it stands.
  }
  const rule = IDENTIFIER_RULES.find((candidate) => candidate.host.test(host))
  return rule?.read(parsed, path) ?? null
}

/** One string per identifier, for maps and sets. */
export const identifierKey = (identifier: PaperIdentifier) => `${identifier.scheme}:${identifier.value}`

export const arxivUrl = (id: string) => `https://arxiv.org/abs/${id}`

/** A page that shows the paper, or null where the identifier alone does not give its address. */
export function identifierUrl({ scheme, value }: PaperIdentifier): string | null {
  switch (scheme) {
    case 'arxiv':
      return arxivUrl(value)
    case 'doi':
      return `https://doi.org/${encodeURI(value)}`
    case 'openreview':
      return `https://openreview.net/forum?id=${encodeURIComponent(value)}`
    case 'acl':
      return `https://aclanthology.org/${value}/`
    case 'pmlr':
      return `https://proceedings.mlr.press/${value}.html`
    case 'pubmed':
      return value.startsWith('PMC')
        ? `https://www.ncbi.nlm.nih.gov/pmc/articles/${value}/`
        : `https://pubmed.ncbi.nlm.nih.gov/${value}/`
    case 's2':
      return value.startsWith('corpusid:')
        ? `https://api.semanticscholar.org/CorpusID:${value.slice('corpusid:'.length)}`
        : `https://www.semanticscholar.org/paper/${value}`
    case 'github':
      return `https://github.com/${value}`
    // Their addresses carry more than the identifier (a track, a year's own folder name).
    case 'cvf':
    case 'neurips':
      return null
  }
}
