import type { Root } from 'mdast'
import type {} from 'mdast-util-math'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

/**
 * Marks `$$…$$` inside a paragraph or list item as display math, as GitHub shows it (remark-math
 * reads it as inline), by the source at its place; and unwraps GitHub's $`…`$.
 */
export function displayMath() {
  return (tree: Root, file: VFile): void => {
    const source = String(file)
    visit(tree, 'inlineMath', (node) => {
      const start = node.position?.start.offset
      const isDisplay = start !== undefined && source.startsWith('$$', start)
      const quoted = !isDisplay && /^`([^]+)`$/.exec(node.value)
      if (quoted) node.value = quoted[1] ?? ''
      node.data = {
        hName: 'code',
        hProperties: { className: ['language-math', isDisplay ? 'math-display' : 'math-inline'] },
        hChildren: [{ type: 'text', value: node.value }],
      }
    })
  }
}
