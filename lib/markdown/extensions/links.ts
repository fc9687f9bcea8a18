import type { Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'

const PREFIX = 'user-content-'

/**
 * Makes links safe to follow: out to http, https or mailto without a referrer or our recommendation,
 * or to a place in the same text. What points into a repository that is not here keeps its words only.
 */
export function links() {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'a' || node.properties.href === undefined) return
      const href = String(node.properties.href).trim()
      if (href.startsWith('#')) {
        const name = href.slice(1)
        node.properties.href = name.startsWith(PREFIX) || name === '' ? href : `#${PREFIX}${name}`
      } else if (/^(?:https?:\/\/|mailto:)/i.test(href)) {
        node.properties.href = href
        node.properties.rel = ['noopener', 'noreferrer', 'nofollow', 'ugc']
      } else {
        delete node.properties.href
        node.properties.title ??= href
      }
      const isEmpty = toString(node).trim() === '' && !node.children.some((child) => child.type === 'element')
      if (isEmpty && node.properties.href) node.children = [{ type: 'text', value: href }]
    })
  }
}
