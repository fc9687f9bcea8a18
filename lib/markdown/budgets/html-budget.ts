import type { Nodes, Root } from 'hast'
import type {} from 'mdast-util-to-hast'
import { visit } from 'unist-util-visit'
import { TooComplex } from './text-budget.ts'

const MOST_TAGS = 5000
const MOST_REOPENED = 500_000
const MOST_DEPTH = 200
const FORMATTING = /<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b[^>]*/gi

function requireDepth(tree: Nodes): void {
  const stack: [Nodes, number][] = [[tree, 0]]
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [node, depth] = entry
    if (depth > MOST_DEPTH) throw new TooComplex('It is nested too deeply.')
    if ('children' in node) for (const child of node.children) stack.push([child, depth + 1])
  }
}

/**
 * Refuses HTML that would keep the HTML parser busy for minutes or fill the memory: it takes time in
 * proportion to depth × tags, and opens every unclosed formatting tag anew in each following block
 * (three of a kind at most). Counts what could be, without parsing. Runs before rehype-raw.
 * @throws TooComplex
 */
export function htmlBudget() {
  return (tree: Root): void => {
    requireDepth(tree)
    let tags = 0
    let nodes = 0
    const formatting = new Set<string>()
    visit(tree, (node) => {
      nodes += 1
      if (node.type !== 'raw') return
      tags += node.value.match(/<[a-z]/gi)?.length ?? 0
      for (const [tag] of node.value.matchAll(FORMATTING)) formatting.add(tag.toLowerCase())
    })
    if (tags > MOST_TAGS) throw new TooComplex('It holds too much HTML.')
    // What is opened anew is written anew, its attributes too.
    const reopened = [...formatting].reduce((sum, tag) => sum + 1 + Math.floor(tag.length / 50), 0)
    if (reopened * 3 * (nodes + tags) > MOST_REOPENED) throw new TooComplex('Its HTML is too tangled.')
  }
}

/** The same bound on depth for what the HTML parser made. Runs after rehype-raw. */
export function depthBudget() {
  return requireDepth
}
