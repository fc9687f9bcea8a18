import type { PaperIdentifier } from '#lib/papers/schema.ts'

/** Reads an identifier from an address of hosts that match; null where the address is not a paper's. */
export type IdentifierRule = { host: RegExp; read: (url: URL, path: string) => PaperIdentifier | null }

// A new id begins with its year and month: 9913.12345 names nothing.
const ARXIV_ID =
  /^(?:arxiv:)?(?:(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})|([a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2})?\/(\d{7}))(?:v\d+)?(?:\.pdf)?$/i
const ACL_OLD = /^[A-Z]\d{2}-\d{4}$/
const ACL_NEW = /^\d{4}\.[a-z0-9_]+(?:-[a-z0-9_]+)*\.\d+$/

/** "2109.01652v2", "arXiv:math.GT/0309136" as arXiv's own canonical form, without version and subject class. */
export function readArxivId(text: string): PaperIdentifier | null {
  const match = ARXIV_ID.exec(text)
  if (!match) return null
  return { scheme: 'arxiv', value: match[1] ?? `${match[2]?.toLowerCase()}/${match[3]}` }
}

// "…_CVPR_2016_paper.html" and, to 2015, "…_2015_CVPR_paper.pdf"
const CVF_PAPER =
  /\/([^/]+_(?:(?:CVPR|ICCV|WACV|ECCV|ACCV)W?_\d{4}|\d{4}_(?:CVPR|ICCV|WACV|ECCV|ACCV)))_paper\.(?:html|pdf)$/i

function readAclId(text: string): PaperIdentifier | null {
  const id = text.replace(/(?:v\d+)?\.(?:pdf|bib)$/i, '').replace(/v\d+$/, '')
  if (ACL_OLD.test(id.toUpperCase())) return { scheme: 'acl', value: id.toUpperCase() }
  return ACL_NEW.test(id.toLowerCase()) ? { scheme: 'acl', value: id.toLowerCase() } : null
}

/** A DOI; those that arXiv and ACL register for their own ids become arXiv and ACL ids. */
export function readDoi(text: string): PaperIdentifier | null {
  const match = /^10\.\d{4,9}\/\S+$/.exec(text)
  if (!match) return null
  let doi = match[0].replace(/[.,;]+$/, '').toLowerCase()
  // A bracket that the text around the DOI closed.
  if (doi.endsWith(')') && doi.split(')').length > doi.split('(').length) doi = doi.slice(0, -1)
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
    read: (_, path) =>
      readArxivId(
        first(/^\/(?:abs|pdf|html|format|e-print|ps|src|overview)\/(.+?)\/?$/, path) ??
          first(/^\/ftp\/[a-z-]+\/papers\/\d+\/([^/]+)$/, path) ??
          '',
      ),
  },
  // Readers of arXiv, and the address of arXiv itself that some lists keep.
  {
    host: /^(?:arxiv-vanity\.com|scirate\.com|papers\.cool|128\.84\.21\.\d{1,3}|xxx\.lanl\.gov)$/,
    read: (_, path) => readArxivId(first(/^\/(?:papers|arxiv|abs|pdf)\/(.+?)\/?$/, path) ?? ''),
  },
  { host: /^(?:huggingface\.co|hf\.co)$/, read: (_, path) => readArxivId(first(/^\/papers\/([^/]+)\/?$/, path) ?? '') },
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
    host: /^(?:openaccess\.thecvf\.com|cv-foundation\.org)$/,
    read: (_, path) => as('cvf', first(CVF_PAPER, path)),
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
        first(/\/(?:paper|reader)\/(?:[^/]+\/)?([0-9a-f]{40})(?:\/|$)/i, path)?.toLowerCase() ??
          first(/\/(CorpusI[dD]:\d+)$/, path)?.toLowerCase() ??
          // Its copies of papers are filed by the same number, parted after four digits.
          first(/^\/([0-9a-f]{4}\/[0-9a-f]{36})\.pdf$/i, path)
            ?.replace('/', '')
            .toLowerCase() ??
          null,
      ),
  },
  {
    host: /^(www\.)?github\.com$/,
    read: (_, path) => {
      const match = /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/|$)/.exec(path)
      if (
        !match ||
        /^(topics|orgs|sponsors|features|settings|marketplace|search|about|users|apps|login|join|trending|collections|notifications|site|security|pricing|enterprise|contact)$/i.test(
          match[1] ?? '',
        )
      )
        return null
      return { scheme: 'github', value: `${match[1]}/${match[2]}`.toLowerCase() }
    },
  },
  {
    host: /^raw\.githubusercontent\.com$/,
    read: (_, path) => {
      // Where PMLR keeps its PDFs since volume 150.
      const volume = /^\/mlresearch\/(v\d+)\/main\/assets\/([a-z][a-z0-9-]*\d\d[a-z]?)\//i.exec(path)
      if (volume) return { scheme: 'pmlr', value: `${volume[1]}/${volume[2]}`.toLowerCase() }
      const match = /^\/([\w.-]+)\/([\w.-]+)\//.exec(path)
      return match ? { scheme: 'github', value: `${match[1]}/${match[2]}`.toLowerCase() } : null
    },
  },
  {
    host: /^europepmc\.org$/,
    read: (_, path) =>
      as(
        'pubmed',
        first(/\/(PMC\d+)(?:\/|$)/i, path)?.toUpperCase() ?? first(/^\/(?:article|abstract)\/MED\/(\d+)\/?$/i, path),
      ),
  },
  {
    host: /^dl\.acm\.org$/,
    read: (url, path) => {
      const id = url.searchParams.get('doid') ?? url.searchParams.get('id') ?? ''
      return /^\/(?:citation|ft_gateway)\.cfm$/.test(path) && /^\d+\.\d+$/.test(id)
        ? readDoi(`10.1145/${id}`)
        : readDoiInPath(path)
    },
  },
  { host: /^journals\.plos\.org$/, read: (url) => readDoi(url.searchParams.get('id') ?? '') },
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
