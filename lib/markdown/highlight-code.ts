import type { Element, ElementContent, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import rehypeHighlight from 'rehype-highlight'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { htmlLength } from './budgets/output-budget.ts'

const LONGEST_BLOCK = 20_000
const MOST_CODE = 40_000
const MOST_HTML_OF_BLOCK = 400_000

/**
 * highlight.js takes time with the square of what it is given (with the cube for C#), so it is given
 * windows of bounded length: the whole is linear. Measured at this length over all its languages: at most
 * 15 ms of computing for 1,000 characters of the worst text.
 */
const WINDOW = 2000
const NARROW: Record<string, number> = { csharp: 500, cs: 500, 'c#': 500 }

const highlight = rehypeHighlight({ detect: false })

/** Where the window that begins at `from` ends: after an empty line, else after a line, else anywhere. */
function endOfWindow(code: string, from: number, length: number): number {
  const last = from + length
  if (last >= code.length) return code.length
  const paragraph = code.lastIndexOf('\n\n', last - 2)
  if (paragraph > from + length / 2) return paragraph + 2
  const line = code.lastIndexOf('\n', last - 1)
  return line > from + length / 4 ? line + 1 : last
}

/** Coloured by itself; what is longer than a window may lose the colour of a comment that crosses its end. */
function colour(code: string, className: readonly (string | number)[], file: VFile): Element {
  const node: Element = {
    type: 'element',
    tagName: 'code',
    properties: { className: className.map(String) },
    children: [{ type: 'text', value: code }],
  }
  highlight({ type: 'root', children: [{ type: 'element', tagName: 'pre', properties: {}, children: [node] }] }, file)
  return node
}

/** Colours the block; what would make too much HTML keeps its letters alone. */
function colourBlock(node: Element, className: readonly (string | number)[], file: VFile): void {
  const code = toString(node)
  const language = /^(?:language|lang)-(.*)$/.exec(String(className[0]))?.[1]?.toLowerCase() ?? ''
  const children: ElementContent[] = []
  let size = 0
  let at = 0
  while (at < code.length && size < MOST_HTML_OF_BLOCK) {
    const end = endOfWindow(code, at, NARROW[language] ?? WINDOW)
    const coloured = colour(code.slice(at, end), className, file)
    size += htmlLength(coloured, MOST_HTML_OF_BLOCK)
    children.push(...coloured.children)
    node.properties.className = coloured.properties.className ?? []
    at = end
  }
  if (at < code.length) children.push({ type: 'text', value: code.slice(at) })
  if (children.length > 0) node.children = children
}

/** Colours blocks of code in the languages it knows, as long as they are not very long. */
export function highlightCode() {
  return (tree: Root, file: VFile): void => {
    let total = 0
    visit(tree, 'element', (node, _index, parent) => {
      const { className } = node.properties
      if (node.tagName !== 'code' || !Array.isArray(className) || className.length === 0) return
      const { length } = toString(node)
      total += length
      const isBlock = parent?.type === 'element' && parent.tagName === 'pre'
      if (length > LONGEST_BLOCK || total > MOST_CODE || file.data.isColoured === false)
        delete node.properties.className
      else if (isBlock) colourBlock(node, className, file)
      return SKIP
    })
  }
}
