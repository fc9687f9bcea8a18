import type { Nodes } from 'mdast'
import { parser } from './pipeline.ts'
import { TooComplex, marksIn, requireTractable, withinLimit } from './budgets/text-budget.ts'

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'listItem',
  'code',
  'math',
  'tableCell',
  'blockquote',
  'footnoteDefinition',
])

function collect(node: Nodes, parts: string[]): void {
  if (node.type === 'html' || node.type === 'definition') return
  if ('alt' in node && node.alt) parts.push(node.alt)
  if ('value' in node) parts.push(node.value)
  if (node.type === 'break') parts.push(' ')
  if ('children' in node) for (const child of node.children) collect(child, parts)
  if (BLOCKS.has(node.type)) parts.push(' ')
}

/** Titles are read on the main thread, a page full of them. */
const MOST_MARKS = 200

/** Cut before a word, with an ellipsis, so that at most `maxLength` characters remain. */
function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const room = text.slice(0, maxLength - 1)
  const lastSpace = room.lastIndexOf(' ')
  const end = text[maxLength - 1] === ' ' || lastSpace < maxLength / 2 ? room.length : lastSpace
  return `${room.slice(0, end).replace(/[\s,;:.–—-]+$/u, '')}…`
}

/**
 * The words of a markdown text on one line, for descriptions and previews: no marks, no HTML tags,
 * formulas as TeX, images as their alt text; as it was written where it has more marks than any title. Not HTML: escape it where it goes into a page.
 */
export function plainText(markdown: string, maxLength = Infinity): string {
  // The beginning is enough for a short line, and cheap.
  const start = withinLimit(maxLength === Infinity ? markdown : markdown.slice(0, Math.max(2000, maxLength * 8)))
  const parts: string[] = []
  try {
    if (marksIn(start) > MOST_MARKS) throw new TooComplex('It holds too many marks.')
    requireTractable(start)
    collect(parser.parse(start), parts)
  } catch (error) {
    if (!(error instanceof TooComplex || error instanceof RangeError)) throw error
    parts.push(start)
  }
  return shorten(parts.join('').replace(/\s+/g, ' ').trim(), maxLength)
}
