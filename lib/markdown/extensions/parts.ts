import type { Root, RootContent } from 'hast'

/** What stands beside each other at the top of a tree and can be shown each by itself; lines of the source, from 0. */
export type Part = { nodes: RootContent[]; line: number; endLine: number }

const BLOCKS = new Set('blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul'.split(' '))

const isBlock = (node: RootContent) => node.type === 'element' && BLOCKS.has(node.tagName)
const isBlank = (node: RootContent) => node.type === 'text' && node.value.trim() === ''

/** First and last line that a node came from, by its children where it is our own; null where nothing says so. */
function linesOf(node: RootContent): { first: number; last: number } | null {
  if (node.position) return { first: node.position.start.line - 1, last: node.position.end.line - 1 }
  if (!('children' in node)) return null
  const inside = node.children.flatMap((child) => linesOf(child) ?? [])
  return inside.length === 0
    ? null
    : { first: Math.min(...inside.map(({ first }) => first)), last: Math.max(...inside.map(({ last }) => last)) }
}

/**
 * Takes a tree apart at its top. Words and marks that stand there between blocks stay together, for they are
 * one line. Parts never go back in their lines.
 */
export function partsOf(tree: Root): Part[] {
  const parts: (Part & { isBlock: boolean })[] = []
  for (const node of tree.children) {
    if (isBlank(node)) {
      parts.at(-1)?.nodes.push(node)
      continue
    }
    const before = parts.at(-1)
    const lines = linesOf(node)
    const line = Math.max(before?.line ?? 0, lines?.first ?? before?.endLine ?? 0)
    const endLine = Math.max(line, lines?.last ?? 0)
    if (before && !before.isBlock && !isBlock(node)) {
      before.nodes.push(node)
      before.endLine = Math.max(before.endLine, endLine)
    } else {
      parts.push({ nodes: [node], line, endLine, isBlock: isBlock(node) })
    }
  }
  return parts.map(({ nodes, line, endLine }) => ({ nodes, line, endLine }))
}
