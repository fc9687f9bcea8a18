import type { Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'

const LONGEST_BLOCK = 20_000
const MOST_CODE = 100_000

/** Leaves very long code uncoloured: highlighting takes long on it and helps little. Runs before rehype-highlight. */
export function codeBudget() {
  return (tree: Root): void => {
    let total = 0
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'code' || !Array.isArray(node.properties.className)) return
      const { length } = toString(node)
      total += length
      if (length > LONGEST_BLOCK || total > MOST_CODE) delete node.properties.className
    })
  }
}
