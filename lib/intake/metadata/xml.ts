import type { Element, Nodes, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toString } from 'hast-util-to-string'

/**
 * Reads XML through the HTML parser, inside <math>, where by HTML's own rules elements close
 * themselves ("/>") and CDATA is text, as in XML, and no element has a meaning of its own. Names come
 * in lower case. What is not well-formed is read as far as it goes.
 */
export function parseXml(text: string): Root {
  return fromHtml(`<math>${text.replace(/^\ufeff?\s*<\?xml[^>]*\?>/, '')}</math>`, { fragment: true })
}

/** The children of an element that have this name. */
export function childrenNamed(node: Nodes, name: string): Element[] {
  if (!('children' in node)) return []
  return node.children.flatMap((child) => (child.type === 'element' && child.tagName === name ? [child] : []))
}

/** All elements of that name below `node`, in order, none inside another. */
export function descendantsNamed(node: Nodes, name: string): Element[] {
  if (!('children' in node)) return []
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return []
    return child.tagName === name ? [child] : descendantsNamed(child, name)
  })
}

/** The text of the first child of that name; null where there is none. */
export function childText(node: Nodes, name: string): string | null {
  const [child] = childrenNamed(node, name)
  return child ? toString(child) : null
}

const BLOCK = /<\/?(?:jats:)?(?:p|sec|title|list-item|disp-formula|br|div|li)\b[^>]*>/gi

/** The words of a text with tags (JATS, HTML): a blank line between paragraphs, no heading "Abstract". */
export function textOfMarkup(markup: string): string {
  const paragraphs = markup.split(BLOCK).map((part) => {
    const words = toString(fromHtml(part.replace(/<[^>]*>/g, ''), { fragment: true }))
    return words.replace(/\s+/g, ' ').trim()
  })
  return paragraphs
    .filter((words) => words !== '' && !/^abstract[.:]?$/i.test(words))
    .join('\n\n')
    .replace(/^abstract[.:]\s+/i, '')
}
