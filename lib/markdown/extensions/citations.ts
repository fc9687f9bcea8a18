import type { Element, ElementContent, Root, Text } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

/** The longest value by which a paper is cited, in characters. */
export const MAX_CITED = 250

/** "[@arxiv:2507.16003]": a scheme and a value without spaces or brackets; "paper:" names one that has no identifier. */
const CITATION = /\[@([a-z0-9]{1,20}:[^\s[\]]{1,250})\]/g

/** A paper as its citation shows it. */
export type ResolvedCitation = { href: string; title: string; detail: string }
/** The paper that a key names; null where the reader has no such paper to go to. */
export type ResolveCitation = (key: string) => ResolvedCitation | null

/** The papers that a text cites, each once, in its order. */
export function citedKeys(text: string): string[] {
  return [...new Set([...text.matchAll(CITATION)].map(([, key = '']) => key))]
}

const CUT = 60
/** Of each line of the card: a text may cite the paper with the most authors a thousand times. */
const CARD_CUT = 300

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text)

function citation(paper: ResolvedCitation): Element {
  const short = cut(paper.title, CUT)
  const span = (className: string, value: string): Element => ({
    type: 'element',
    tagName: 'span',
    properties: { className: [className] },
    children: [{ type: 'text', value }],
  })
  const card: Element = {
    type: 'element',
    tagName: 'span',
    // The link's words say it already, cut short: the card is for eyes.
    properties: { className: ['citation-card'], ariaHidden: 'true' },
    children: [
      span('citation-title', cut(paper.title, CARD_CUT)),
      span('citation-detail', cut(paper.detail, CARD_CUT)),
    ],
  }
  return {
    type: 'element',
    tagName: 'a',
    properties: { className: ['citation'], href: paper.href },
    children: [{ type: 'text', value: short }, card],
  }
}

/**
 * Makes links of citations whose paper is known; others stay as they were written. Runs on clean text
 * and puts in text and our own markup only.
 */
export function citations() {
  return (tree: Root, file: VFile): void => {
    const resolve = file.data.resolveCitation
    if (!resolve) return
    visit(tree, (node, index, parent) => {
      if (node.type === 'element' && ['a', 'code', 'pre'].includes(node.tagName)) return SKIP
      if (node.type !== 'text' || index === undefined || !parent || !node.value.includes('[@')) return
      const parts: ElementContent[] = []
      let end = 0
      for (const match of node.value.matchAll(CITATION)) {
        const paper = resolve(match[1] ?? '')
        if (!paper) continue
        if (match.index > end) parts.push({ type: 'text', value: node.value.slice(end, match.index) })
        parts.push(citation(paper))
        end = match.index + match[0].length
      }
      if (end === 0) return
      const rest: Text[] = end < node.value.length ? [{ type: 'text', value: node.value.slice(end) }] : []
      parent.children.splice(index, 1, ...parts, ...rest)
      return [SKIP, index + parts.length + rest.length]
    })
  }
}
