import type { PhrasingContent } from 'mdast'
import { findBoldLinks } from '#lib/readme/parse/entries/find-title.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { type Span, spanOf } from '#lib/readme/span.ts'

export type ParagraphPart = { nodes: PhrasingContent[]; span: Span }

/** "**[1]** …", "[2] …", "(3) …", "4) …" */
const LABEL = /^\s*(?:\*\*|__)?(?:\[\d{1,4}\](?![(:])|\(\d{1,4}\)\s|\d{1,4}[.)]\s)/
const BULLET = /^\s*[•·▪◦‣●○➤►–—]\s*\S/
const LINKED = /^[^\p{L}\p{N}[\]]*\[(?!!)[^\]\n]{12,}\]\(\s*<?https?:/u

/** The offsets at which lines of a block begin, but those inside of a link or of bold text. */
function lineOffsets(nodes: readonly PhrasingContent[], span: Span, text: string): number[] {
  const offsets = [span.start]
  const source = text.slice(span.start, span.end)
  let at = 0
  for (const match of source.matchAll(/\r\n|\r|\n/g)) {
    const offset = span.start + match.index + match[0].length
    while ((spanOf(nodes[at] ?? { type: 'none' })?.end ?? Infinity) <= offset) at += 1
    const node = nodes[at]
    const isInside = node && node.type !== 'text' && (spanOf(node)?.start ?? Infinity) < offset - match[0].length
    if (!isInside && offset < span.end) offsets.push(offset)
  }
  return offsets
}

/** Where the entries of a block begin, if its lines show more than one. */
function entryStarts(nodes: readonly PhrasingContent[], lines: number[], span: Span, text: string): number[] {
  const lineOf = (at: number) => text.slice(lines[at], lines[at + 1] ?? span.end)
  for (const pattern of [LABEL, BULLET]) {
    const found = lines.filter((_, at) => pattern.test(lineOf(at)))
    if (found.length >= 2) return found
  }
  const bold = findBoldLinks(nodes).flatMap((node) => spanOf(node) ?? [])
  if (bold.length >= 2) {
    // Authors may stand before a title: its entry begins with the line after the title before it.
    return bold.flatMap(({ start }, at) => {
      const before = bold[at - 1]
      if (!before) return span.start
      const line = lines.find((offset) => offset >= before.end)
      return line !== undefined && line <= start ? line : []
    })
  }
  const linked = lines.filter((_, at) => LINKED.test(lineOf(at)))
  return linked.length >= 2 && linked[0] === span.start ? linked : []
}

/** The entries of a block of text that lists several in lines of their own; else the block as it is. */
export function splitParagraph(nodes: PhrasingContent[], span: Span, text: string): ParagraphPart[] {
  const whole = [{ nodes, span }]
  if (!/[\r\n]/.test(text.slice(span.start, span.end))) return whole
  const lines = lineOffsets(nodes, span, text)
  const starts = lines.length > 1 ? entryStarts(nodes, lines, span, text) : []
  if (starts.length === 0 || (starts.length === 1 && starts[0] === span.start)) return whole
  const first = starts[0] as number
  if (first > span.start && text.slice(span.start, first).trim() !== '') starts.unshift(span.start)
  return starts.map((start, at) => {
    const next = starts[at + 1] ?? span.end
    const end = start + text.slice(start, next).trimEnd().length
    const from = at === 0 ? span.start : start
    // Indented lines would be read as code.
    const inner = from + (/^\s*/.exec(text.slice(from, end))?.[0].length ?? 0)
    const children = parseMarkdown(text, inner, end).children
    const inline = children.flatMap((node): PhrasingContent[] => {
      if (node.type === 'paragraph') return node.children
      if (node.type !== 'list') return []
      return node.children.flatMap((item) =>
        item.children.flatMap((child) => (child.type === 'paragraph' ? child.children : [])),
      )
    })
    return { nodes: inline, span: { start: from, end } }
  })
}
