import type { Link } from 'mdast'
import { type Span, spanOf } from '#lib/readme/span.ts'

/** Where the address alone stands in "[label](address)", "<address>" or a bare address. */
export function linkAddress(source: string, span: Span, node: Link): Span | null {
  const text = source.slice(span.start, span.end)
  if (!text.startsWith('[')) {
    const isBracketed = text.startsWith('<') && text.endsWith('>')
    return isBracketed ? { start: span.start + 1, end: span.end - 1 } : span
  }
  const last = node.children.at(-1)
  const labelEnd = Math.max(1, ((last && spanOf(last)?.end) ?? span.start + 1) - span.start)
  const open = text.indexOf('](', labelEnd)
  if (open < 0) return null
  let start = open + 2
  while (/\s/.test(text[start] ?? '')) start += 1
  if (text[start] === '<') {
    const close = text.indexOf('>', start)
    return close < 0 ? null : { start: span.start + start + 1, end: span.start + close }
  }
  let end = start
  while (end < text.length - 1 && !/\s/.test(text[end] ?? ' ')) end += 1
  return end > start ? { start: span.start + start, end: span.start + end } : null
}
