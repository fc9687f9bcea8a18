import type { Nodes, PhrasingContent } from 'mdast'
import { spanOf } from './span.ts'

const oneLine = (text: string) => text.replace(/[\s\u200b\ufeff]+/g, ' ').trim()

/** The first `max` code units, no character cut in two. */
export const clip = (text: string, max: number) =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`

/** What a reader sees of inline content, as one line: no markup, no image, no HTML tag. */
export function plainInline(nodes: readonly Nodes[]): string {
  const read = (node: Nodes): string => {
    if (node.type === 'break') return ' '
    if (node.type === 'html') return /^<br\b/i.test(node.value) ? ' ' : ''
    if (node.type === 'image' || node.type === 'imageReference') return ''
    if ('value' in node) return node.value
    return 'children' in node ? node.children.map(read).join('') : ''
  }
  return oneLine(nodes.map(read).join(''))
}

/** A link's words, or those of the badge that stands for them. */
export function linkLabel(nodes: readonly Nodes[]): string {
  const text = plainInline(nodes)
  if (text) return text
  const alts = nodes.flatMap((node) => ('alt' in node && node.alt ? [node.alt] : []))
  return oneLine(alts.join(' '))
}

/** Markdown of inline content as one line: emphasis, code and formulas inside stay as they were written. */
export function inlineMarkdown(nodes: readonly PhrasingContent[], source: string): string {
  const read = (node: PhrasingContent): string => {
    if (node.type === 'text') return node.value
    if (node.type === 'html' && /^<br\b/i.test(node.value)) return ' '
    if (node.type === 'link' || node.type === 'linkReference') return node.children.map(read).join('')
    if (node.type === 'image' || node.type === 'imageReference') return ''
    const span = spanOf(node)
    return span ? source.slice(span.start, span.end) : plainInline([node])
  }
  return oneLine(nodes.map(read).join(''))
}
