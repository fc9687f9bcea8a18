import type { Nodes } from 'mdast'

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
