import { IDENTIFIER_SCHEMES, type PaperIdentifier } from '#lib/papers/schema.ts'

/** A paper of the library as the editor offers it for citing. */
export type Citable = { key: string; title: string; authors: string; year: number | null }

/** "[@arxiv:2507.16003]": a scheme and a value without spaces or brackets; "paper:" names one that has no identifier. */
export const CITATION = /\[@([a-z0-9]+:[^\s[\]]+)\]/g

/** What stands for a paper in a citation: an identifier that other installations know too, else its own id. */
export function citationKey(paper: { id: string; identifiers: readonly PaperIdentifier[] }): string {
  const ranked = IDENTIFIER_SCHEMES.filter((scheme) => scheme !== 'github')
  const best = ranked.flatMap((scheme) => paper.identifiers.find((each) => each.scheme === scheme) ?? [])[0]
  return best && !/[\s[\]]/.test(best.value) ? `${best.scheme}:${best.value}` : `paper:${paper.id}`
}

/** The papers that a text cites, each once, in its order. */
export function citedKeys(text: string): string[] {
  return [...new Set([...text.matchAll(CITATION)].map(([, key = '']) => key))]
}
