import { type BlockContext, type Line, type MarkdownConfig } from '@lezer/markdown'
import { Tag } from '@lezer/highlight'

/** What stands between dollar signs. */
export const formulaTag = Tag.define()

const DOLLAR = 36
const BACKSLASH = 92
const FENCE = /^\$\$/
const CLOSING = /\$\$\s*$/

function readBlock(context: BlockContext, line: Line): boolean {
  if (!FENCE.test(line.text.slice(line.pos))) return false
  const from = context.lineStart + line.pos
  const rest = line.text.slice(line.pos + 2)
  // "$$ a $$" in one line, with or without more after it, is of the line.
  if (rest.includes('$')) return false
  const base = line.basePos
  while (context.nextLine()) {
    // Its quotation or list item is over.
    if (line.basePos < base && line.text.trim() !== '') break
    if (!CLOSING.test(line.text)) continue
    context.nextLine()
    break
  }
  context.addElement(context.elt('FormulaBlock', from, context.prevLineEnd()))
  return true
}

/**
 * Formulas in the editor's Markdown: coloured as such, and what looks like emphasis or a link inside
 * them is none. What is shown in the end is decided by lib/markdown alone.
 */
export const formulaSyntax: MarkdownConfig = {
  defineNodes: [
    { name: 'FormulaBlock', block: true, style: formulaTag },
    { name: 'Formula', style: formulaTag },
  ],
  parseBlock: [
    {
      name: 'FormulaBlock',
      parse: readBlock,
      before: 'Blockquote',
      endLeaf: (_context, line) => FENCE.test(line.text) && !/\$/.test(line.text.slice(2)),
    },
  ],
  parseInline: [
    {
      name: 'Formula',
      before: 'Escape',
      parse: (context, next, start) => {
        if (next !== DOLLAR) return -1
        const size = context.char(start + 1) === DOLLAR ? 2 : 1
        const first = context.char(start + size)
        if (size === 1 && (first === 32 || first === 10)) return -1
        for (let at = start + size; at < context.end; at++) {
          const here = context.char(at)
          if (here === BACKSLASH) at++
          else if (here === DOLLAR) {
            const after = context.char(at + size)
            const isWhole =
              size === 2
                ? context.char(at + 1) === DOLLAR
                : context.char(at - 1) !== 32 && !(after >= 48 && after <= 57)
            return isWhole && at > start + size ? context.addElement(context.elt('Formula', start, at + size)) : -1
          } else if (here === 10 && size === 1) return -1
        }
        return -1
      },
    },
  ],
}
