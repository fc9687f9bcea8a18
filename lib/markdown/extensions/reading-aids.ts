import type { Element, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'

/** Makes what people wrote usable with the keyboard and a screen reader: boxes that scroll, boxes that are ticked. */
export function readingAids() {
  return (tree: Root): void => {
    visit(tree, 'element', (node: Element, index, parent) => {
      if (node.tagName === 'pre') node.properties.tabIndex = 0
      if (node.tagName === 'input') node.properties.ariaLabel = node.properties.checked ? 'Done' : 'To do'
      if (node.tagName === 'summary' && toString(node).trim() === '')
        node.children.push({ type: 'text', value: 'Details' })
      if (node.tagName !== 'table' || index === undefined || !parent) return
      const properties = { className: ['table-scroll'], role: 'group', tabIndex: 0, ariaLabel: 'Table' }
      parent.children[index] = { type: 'element', tagName: 'div', properties, children: [node] }
    })
  }
}
