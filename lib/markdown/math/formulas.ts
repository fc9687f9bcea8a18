import type { Element, ElementContent, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { LARGEST_FORMULA, type Tex, renderTex } from './tex.ts'
import { MOST_TOKENS } from './tex-meter.ts'

/** What the formulas of one text may take together. */
export type FormulaBudget = {
  formulas: number
  /** Characters of HTML; a textbook chapter of 500 formulas makes about 2 MB. */
  html: number
  /** What KaTeX reads, macros expanded. */
  tokens: number
  /** Of one formula. */
  one: { html: number; tokens: number }
}

export const NOTE_FORMULAS: FormulaBudget = {
  formulas: 3000,
  html: 3_000_000,
  tokens: 400_000,
  one: { html: LARGEST_FORMULA, tokens: MOST_TOKENS },
}
/** A title is one line, on a page of a hundred, and made where everybody waits for it. */
export const LINE_FORMULAS: FormulaBudget = {
  formulas: 20,
  html: 40_000,
  tokens: 2000,
  one: { html: 40_000, tokens: 2000 },
}

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

/** What is left of a budget. */
class Allowance {
  readonly #budget: FormulaBudget
  #formulas = 0
  #html = 0
  #tokens = 0

  constructor(budget: FormulaBudget) {
    this.#budget = budget
  }

  get used() {
    return this.#formulas
  }

  isUsedUp(): boolean {
    const { formulas, html, tokens } = this.#budget
    return this.#formulas >= formulas || this.#html >= html || this.#tokens >= tokens
  }

  take(tex: Tex): void {
    this.#formulas += 1
    this.#html += tex.ok ? tex.html.length : 0
    this.#tokens += tex.tokens
  }
}

/**
 * Typesets the formulas of a sanitized tree, with our own pinned KaTeX (rehype-katex brings another
 * version than the style sheet's). KaTeX's markup goes in as `raw` nodes, the only ones of the tree:
 * sanitizing has removed all others. Once the text's budget is used up, the formulas that follow show
 * their TeX, and the text says so at its top.
 */
export function formulas(budget: FormulaBudget = NOTE_FORMULAS) {
  return (tree: Root, file: VFile): void => {
    const { macros, mathOutput } = file.data
    const allowance = new Allowance(budget)
    let untypeset = 0
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
      if (allowance.isUsedUp()) {
        untypeset += 1
        code.properties = {}
        return SKIP
      }
      const result = renderTex(tex, {
        display,
        macros,
        output: mathOutput,
        most: budget.one.html,
        mostTokens: budget.one.tokens,
      })
      allowance.take(result)
      const inline = display && !isBlock
      const shown = result.ok
        ? asFormula(result.html, isBlock, display)
        : asError(tex, result.message, display && !inline)
      if (result.ok) file.data.hasMath = true
      if (node.position) shown.position = node.position
      parent.children[index] = shown
      return SKIP
    })
    if (untypeset === 0) return
    const words = `This text has more formulas than can be typeset: those after the first ${allowance.used} show their TeX.`
    file.data.notices = [...(file.data.notices ?? []), words]
  }
}
