import { type Html, markup, safeHtml } from '#components/ui/markup.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import { formatAuthors } from '#lib/papers/fields/authors.ts'
import { arxivUrl, identify } from '#lib/papers/fields/identifiers.ts'
import type { PaperCard, PaperLink } from '#lib/papers/schema.ts'
import { KIND_LABELS } from './identifier-label.ts'
import './paper-rows.css'

/** More names than this become "Wei et al.". */
const MOST_AUTHORS = 3

export type RowOptions = {
  paperHref: (id: string) => string
  macros: Record<string, string>
}

const isWeb = (url: string) => /^https?:\/\//i.test(url)

const chip = (url: string, label: string) => markup`<a class="paper-chip" rel="noreferrer" href="${url}">${label}</a> `

/** The links as chips; the arXiv id says what a link to the same page would. */
function chips(paper: PaperCard): Html[] {
  const arxiv = paper.identifiers.find(({ scheme }) => scheme === 'arxiv')?.value ?? null
  const isArxivPage = (link: PaperLink) =>
    arxiv !== null && link.kind === 'paper' && identify(link.url)?.value === arxiv
  const links = paper.links.filter((link) => isWeb(link.url) && !isArxivPage(link))
  return [
    ...links.map((link) => chip(link.url, link.label ?? KIND_LABELS[link.kind])),
    ...(arxiv === null ? [] : [chip(arxivUrl(arxiv), `arXiv:${arxiv}`)]),
  ]
}

/** One paper of a list, as HTML: see components/ui/markup.ts for why. Styled in paper-rows.css. */
export function paperRow(paper: PaperCard, { paperHref, macros }: RowOptions): Html {
  const authors = formatAuthors(paper.authors, paper.authorsTruncated, MOST_AUTHORS)
  const href = paperHref(paper.id)
  const facts = [
    authors === '' ? null : markup`<span>${authors}</span> `,
    paper.venue === null ? null : markup`<span class="paper-venue">${paper.venue}</span> `,
    paper.year === null ? null : markup`<span class="paper-year">${paper.year}</span> `,
    ...chips(paper),
    paper.hasNote ? markup`<a class="paper-chip paper-note" href="${href}#note">Note</a>` : null,
  ].filter((fact) => fact !== null)
  const title = safeHtml(renderInline(paper.title, { macros }))
  return markup`<li class="paper-row"><a class="paper-title" href="${href}">${title}</a><p class="paper-facts">${facts}</p></li>`
}

/** Papers as one list. */
export function PaperRows({ papers, options }: { papers: readonly PaperCard[]; options: RowOptions }) {
  return (
    <ul className="paper-rows" dangerouslySetInnerHTML={markup`${papers.map((paper) => paperRow(paper, options))}`} />
  )
}
