import type { IdentifierScheme, LinkKind, PaperIdentifier } from '#lib/papers/schema.ts'

const SCHEMES: Record<IdentifierScheme, string> = {
  arxiv: 'arXiv',
  doi: 'DOI',
  openreview: 'OpenReview',
  acl: 'ACL Anthology',
  pmlr: 'PMLR',
  cvf: 'CVF',
  neurips: 'NeurIPS',
  pubmed: 'PubMed',
  s2: 'Semantic Scholar',
  github: 'GitHub',
}

export const KIND_LABELS: Record<LinkKind, string> = {
  paper: 'Paper',
  pdf: 'PDF',
  code: 'Code',
  project: 'Project page',
  slides: 'Slides',
  video: 'Video',
  blog: 'Blog post',
  data: 'Data',
  other: 'Link',
}

export const schemeLabel = (identifier: PaperIdentifier) => SCHEMES[identifier.scheme]

/** The site that a link leads to: "arxiv.org". */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url
}
