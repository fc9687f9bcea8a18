import type { Element, ElementContent, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { type Tex, renderTex } from './tex.ts'

/** What one note may ask of KaTeX; a whole textbook chapter stays well below. */
const MOST_FORMULAS = 3000
const MOST_TEX = 150_000

const hasClass = (node: Element, name: string) =>
  Array.isArray(node.properties.className) && node.properties.className.includes(name)

function asError(tex: string, message: string, display: boolean): Element {
  const source: Element = { type: 'element', tagName: 'code', properties: {}, children: [{ type: 'text', value: tex }] }
  const reason: Element = {
    type: 'element',
    tagName: 'span',
    properties: { className: ['formula-error-message'] },
    children: [{ type: 'text', value: message }],
  }
  return {
    type: 'element',
    tagName: display ? 'div' : 'span',
    properties: { className: ['formula-error'] },
    children: [source, { type: 'text', value: ' ' }, reason],
  }
}

function asFormula(html: string, isBlock: boolean, display: boolean): ElementContent {
  if (!display) return { type: 'raw', value: html }
  return {
    type: 'element',
    tagName: isBlock ? 'div' : 'span',
    // A wide formula scrolls in its own box, which the keyboard must be able to reach.
    properties: { className: ['formula'], role: 'group', tabIndex: 0, ariaLabel: 'Formula' },
    children: [{ type: 'raw', value: html }],
  }
}

/**
 * Typesets the formulas of a sanitized tree, with our own pinned KaTeX (rehype-katex brings another
 * version than the style sheet's). KaTeX's markup goes in as `raw` nodes, the only ones of the tree:
 * sanitizing has removed all others.
 */
export function formulas() {
  return (tree: Root, file: VFile): void => {
    const { macros, mathOutput } = file.data
    let count = 0
    let length = 0
    visit(tree, 'element', (node, index, parent) => {
      if (index === undefined || !parent) return
      const only = node.tagName === 'pre' ? node.children.find((child) => child.type === 'element') : undefined
      const code = only ?? node
      if (
        code.tagName !== 'code' ||
        !['language-math', 'math-inline', 'math-display'].some((name) => hasClass(code, name))
      )
        return
      const isBlock = code !== node
      const display = isBlock || hasClass(code, 'math-display')
      const tex = toString(code).trim()
      count += 1
      length += tex.length
      const tooMuch: Tex = { ok: false, message: 'This text has more formulas than can be typeset.' }
      const result =
        count > MOST_FORMULAS || length > MOST_TEX ? tooMuch : renderTex(tex, { display, macros, output: mathOutput })
      const inline = display && !isBlock
      const shown = result.ok
        ? asFormula(result.html, isBlock, display)
        : asError(tex, result.message, display && !inline)
      if (result.ok) file.data.hasMath = true
      if (node.position) shown.position = node.position
      parent.children[index] = shown
      return SKIP
    })
  }
}
