import type { Html, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Span, spanOf } from './span.ts'

/** One <details>: `span` with its tags, `content` from after its </summary> to before its </details>. */
export type Details = { span: Span; content: Span; isClosed: boolean }

type Tag = Span & { kind: 'open' | 'close' | 'endOfSummary' }

const TAG = /<!--[\s\S]*?(?:-->|$)|<details\b[^>]*>|<\/details\s*>|<\/summary\s*>/gi

/** The tags that matter, in order. Only what Markdown reads as HTML counts: not in code, not in a comment. */
function findTags(tree: Root, text: string): Tag[] {
  const tags: Tag[] = []
  visit(tree, 'html', (node: Html) => {
    const span = spanOf(node)
    if (!span) return
    for (const match of text.slice(span.start, span.end).matchAll(TAG)) {
      const start = span.start + match.index
      const tag = match[0].toLowerCase()
      if (tag.startsWith('<!--')) continue
      const kind = tag.startsWith('<details') ? 'open' : tag.startsWith('</details') ? 'close' : 'endOfSummary'
      tags.push({ kind, start, end: start + match[0].length })
    }
  })
  return tags
}

/**
 * The outermost <details> of a tree, in order. One that is never closed reaches to the next of
 * `boundaries` (where a heading or another entry begins), else to `end`.
 */
export function findDetails(tree: Root, text: string, boundaries: readonly number[], end: number): Details[] {
  const tags = findTags(tree, text)
  const found: Details[] = []
  for (let first = 0; first < tags.length; first += 1) {
    const open = tags[first] as Tag
    if (open.kind !== 'open') continue
    let content = open.end
    let depth = 1
    let at = first + 1
    for (; at < tags.length; at += 1) {
      const tag = tags[at] as Tag
      if (tag.kind === 'endOfSummary' && depth === 1 && content === open.end) content = tag.end
      if (tag.kind === 'open') depth += 1
      if (tag.kind === 'close') depth -= 1
      if (depth === 0) break
    }
    const close = tags[at]
    if (close) {
      found.push({
        span: { start: open.start, end: close.end },
        content: { start: content, end: close.start },
        isClosed: true,
      })
      first = at
      continue
    }
    const limit = boundaries.find((boundary) => boundary >= content) ?? end
    found.push({ span: { start: open.start, end: limit }, content: { start: content, end: limit }, isClosed: false })
    while ((tags[first + 1]?.start ?? limit) < limit) first += 1
  }
  return found
}

/** A span without the blank lines at its two ends; the first line keeps its indentation. */
export function trimBlankLines(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end)
  const words = inner.trimEnd().length
  if (words === 0) return { start: end, end }
  const lead = /^(?:[^\S\r\n]*(?:\r\n|\r|\n))*/.exec(inner)?.[0].length ?? 0
  const lineEnd = inner.slice(words).search(/[\r\n]/)
  return { start: start + lead, end: lineEnd < 0 ? end : start + words + lineEnd }
}
