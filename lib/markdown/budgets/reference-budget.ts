import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { TooComplex } from './text-budget.ts'

const MOST_REPEATED = 500_000
/** How often a reference to a footnote writes its name, beside the footnote's own links back. */
const NAMES_PER_CALL = 6

const nameOf = ({ identifier }: { identifier: string }) => identifier.toUpperCase()

/**
 * Refuses references that are short to write and long to show: an address of 30 kB that a thousand `[a][b]`
 * name is put into each link.
 * @throws TooComplex
 */
export function referenceBudget() {
  return (tree: Root): void => {
    const lengths = new Map<string, number>()
    visit(tree, 'definition', (node) => {
      const name = nameOf(node)
      if (!lengths.has(name)) lengths.set(name, node.url.length + (node.title?.length ?? 0))
    })
    let repeated = 0
    visit(tree, ['linkReference', 'imageReference', 'footnoteReference'], (node) => {
      if (node.type === 'linkReference' || node.type === 'imageReference') repeated += lengths.get(nameOf(node)) ?? 0
      else if (node.type === 'footnoteReference') repeated += NAMES_PER_CALL * node.identifier.length
    })
    if (repeated > MOST_REPEATED) throw new TooComplex('Its references repeat too much.')
  }
}
