import { MAX_CITED, type ResolveCitation } from '#lib/markdown/extensions/citations.ts'
import { plainText } from '#lib/markdown/plain-text.ts'
import { IDENTIFIER_SCHEMES, type PaperIdentifier } from '#lib/papers/schema.ts'

/** A paper of the library as the editor offers it for citing. */
export type Citable = { key: string; title: string; authors: string; year: number | null }

/** What stands for a paper in a citation: an identifier that other installations know too, else its own id. */
export function citationKey(paper: { id: string; identifiers: readonly PaperIdentifier[] }): string {
  const ranked = IDENTIFIER_SCHEMES.filter((scheme) => scheme !== 'github')
  const best = ranked.flatMap((scheme) => paper.identifiers.find((each) => each.scheme === scheme) ?? [])[0]
  const isCitable = best && best.value.length <= MAX_CITED && !/[\s[\]]/.test(best.value)
  return isCitable ? `${best.scheme}:${best.value}` : `paper:${paper.id}`
}

/** Every key by which a text may name the paper. */
export const citationKeys = (paper: {
  id: string
  identifiers: readonly { scheme: string; value: string }[]
}): string[] => [`paper:${paper.id}`, ...paper.identifiers.map(({ scheme, value }) => `${scheme}:${value}`)]

/** A paper that a citation names, as much of it as its card shows. */
export type CitedPaper = {
  id: string
  title: string
  authors: string
  venue: string | null
  year: number | null
  /** Where it stands in the list. */
  sectionIds: string[]
}

/** A note that cites a paper: the paper that it is about. */
export type CitingNote = { paperId: string; title: string }

/** How a text finds the papers that it cites. @param hrefOf the paper's address for this reader; null: not for them. */
export function citationResolver(
  papers: ReadonlyMap<string, CitedPaper>,
  hrefOf: (paper: CitedPaper) => string | null,
): ResolveCitation {
  return (key) => {
    const paper = papers.get(key)
    const href = paper ? hrefOf(paper) : null
    if (!paper || href === null) return null
    const detail = [paper.authors, [paper.venue, paper.year].filter(Boolean).join(' ')].filter(Boolean).join(' · ')
    return { href, title: plainText(paper.title, 300), detail }
  }
}
