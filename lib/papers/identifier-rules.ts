import type { PaperIdentifier } from './schema.ts'

/** Reads an identifier from an address of hosts that match; null where the address is not a paper's. */
export type IdentifierRule = { host: RegExp; read: (url: URL, path: string) => PaperIdentifier | null }

const ARXIV_ID = /^(?:arxiv:)?(?:(\d{4}\.\d{4,5})|([a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2})?\/(\d{7}))(?:v\d+)?(?:\.pdf)?$/i
const ACL_OLD = /^[A-Z]\d{2}-\d{4}$/
const ACL_NEW = /^\d{4}\.[a-z0-9_]+(?:-[a-z0-9_]+)*\.\d+$/

/** "2109.01652v2", "arXiv:math.GT/0309136" as arXiv's own canonical form, without version and subject class. */
export function readArxivId(text: string): PaperIdentifier | null {
  const match = ARXIV_ID.exec(text)
  if (!match) return null
  return { scheme: 'arxiv', value: match[1] ?? `${match[2]?.toLowerCase()}/${match[3]}` }
}

function readAclId(text: string): PaperIdentifier | null {
  const id = text.replace(/(?:v\d+)?\.(?:pdf|bib)$/i, '').replace(/v\d+$/, '')
  if (ACL_OLD.test(id.toUpperCase())) return { scheme: 'acl', value: id.toUpperCase() }
  return ACL_NEW.test(id.toLowerCase()) ? { scheme: 'acl', value: id.toLowerCase() } : null
}

/** A DOI; those that arXiv and ACL register for their own ids become arXiv and ACL ids. */
export function readDoi(text: string): PaperIdentifier | null {
  const match = /^10\.\d{4,9}\/\S+$/.exec(text)
  if (!match) return null
  const doi = match[0].replace(/[.,;]+$/, '').toLowerCase()
  if (doi.startsWith('10.48550/arxiv.')) return readArxivId(doi.slice('10.48550/arxiv.'.length))
  const acl = doi.startsWith('10.18653/v1/') ? readAclId(doi.slice('10.18653/v1/'.length)) : null
  return acl ?? { scheme: 'doi', value: doi }
}

/** A DOI that stands in a publisher's path, without what the publisher appends to it. */
function readDoiInPath(path: string): PaperIdentifier | null {
  const match = /\/(10\.\d{4,9}\/.+)$/.exec(path)
  return readDoi(
    (match?.[1] ?? '')
      .replace(/(?:\/(?:full|abstract|abs|pdf|epdf|html|meta|summary|fulltext))+$/i, '')
      .replace(/\.pdf$/i, ''),
  )
}

const first = (pattern: RegExp, text: string) => pattern.exec(text)?.[1] ?? null
const as = (scheme: PaperIdentifier['scheme'], value: string | null): PaperIdentifier | null =>
  value === null ? null : { scheme, value }

/** Where papers live on the web, first match wins. */
export const IDENTIFIER_RULES: IdentifierRule[] = [
  {
    host: /(^|\.)arxiv\.org$|(^|\.)ar5iv\.(org|labs\.arxiv\.org)$|(^|\.)alphaxiv\.org$/,
    read: (_, path) => readArxivId(first(/^\/(?:abs|pdf|html|format|e-print|ps|src|overview)\/(.+?)\/?$/, path) ?? ''),
  },
  { host: /^huggingface\.co$/, read: (_, path) => readArxivId(first(/^\/papers\/([^/]+)\/?$/, path) ?? '') },
  { host: /^(dx\.)?doi\.org$/, read: (_, path) => readDoi(path.slice(1)) },
  {
    host: /^openreview\.net$/,
    read: (url, path) =>
      /^\/(forum|pdf|attachment|revisions)$/.test(path) ? as('openreview', url.searchParams.get('id') || null) : null,
  },
  {
    host: /(^|\.)(aclanthology\.(org|info|coli\.uni-saarland\.de)|aclweb\.org)$/,
    read: (_, path) => readAclId(path.replace(/\/$/, '').split('/').at(-1) ?? ''),
  },
  {
    host: /^(proceedings\.mlr\.press|(www\.)?jmlr\.org)$/,
    read: (_, path) =>
      as(
        'pmlr',
        first(/^(?:\/proceedings\/papers)?\/(v\d+\/[a-z][a-z0-9-]*?\d\d[a-z]?)(?:[/.]|$)/i, path)?.toLowerCase() ??
          null,
      ),
  },
  {
    host: /^openaccess\.thecvf\.com$/,
    read: (_, path) => as('cvf', first(/\/([^/]+_(?:CVPR|ICCV|WACV|ECCV|ACCV)W?_\d{4})_paper\.(?:html|pdf)$/i, path)),
  },
  {
    host: /^((papers|proceedings)\.(nips|neurips)\.cc|(www\.)?papers\.nips\.cc)$/,
    read: (_, path) =>
      as(
        'neurips',
        first(/\/paper\/(\d{4}\/(?:hash|file)\/[0-9a-f]{32})/i, path)
          ?.toLowerCase()
          .replace(/\/(hash|file)\//, '/') ?? first(/\/paper\/(\d{1,5})(?:-|\.|\/|$)/, path),
      ),
  },
  {
    host: /(^|\.)ncbi\.nlm\.nih\.gov$/,
    read: (url, path) =>
      as(
        'pubmed',
        first(/\/(PMC\d+)(?:\/|$)/i, path)?.toUpperCase() ??
          (first(/^\/(?:pubmed\/)?(\d+)\/?$/, path) || first(/^(\d+)$/, url.searchParams.get('term') ?? '')),
      ),
  },
  {
    host: /(^|\.)semanticscholar\.org$/,
    read: (_, path) =>
      as(
        's2',
        first(/\/paper\/(?:[^/]+\/)?([0-9a-f]{40})(?:\/|$)/i, path)?.toLowerCase() ??
          first(/\/(CorpusI[dD]:\d+)$/, path)?.toLowerCase() ??
          null,
      ),
  },
  {
    host: /^(www\.)?github\.com$/,
    read: (_, path) => {
      const match = /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/|$)/.exec(path)
      if (!match || /^(topics|orgs|sponsors|features|settings|marketplace|search|about|users)$/i.test(match[1] ?? ''))
        return null
      return { scheme: 'github', value: `${match[1]}/${match[2]}`.toLowerCase() }
    },
  },
  // bioRxiv and medRxiv append a version, and old addresses carry only the number at the end.
  {
    host: /(^|\.)(biorxiv|medrxiv)\.org$/,
    read: (_, path) => {
      const id =
        first(/\/(10\.1101\/(?:\d{4}\.\d\d\.\d\d\.)?\d+)/, path) ??
        first(/\/early\/\d{4}\/\d\d\/\d\d\/(\d+)(?=[./]|$)/, path)
      return id === null ? null : readDoi(id.startsWith('10.') ? id : `10.1101/${id}`)
    },
  },
  {
    host: /(^|\.)nature\.com$/,
    read: (_, path) => {
      const id = first(
        /^\/articles\/((?:s\d+-\d+-\d+-[0-9a-z]+)|(?:nature|nn|nrn|ncomms|nmeth|srep|nmat|nphys)[.\w]*\d+)(?:\.pdf)?\/?$/,
        path,
      )
      return id === null ? null : readDoi(`10.1038/${id}`)
    },
  },
  { host: /./, read: (_, path) => readDoiInPath(path) },
]
