import type { ElementContent, Root } from 'hast'
import type { Processor } from 'unified'

/** Everything that would make of a title something else than one line of text. */
const NOT_IN_A_LINE = [
  'blockQuote',
  'codeFenced',
  'codeIndented',
  'definition',
  'headingAtx',
  'htmlFlow',
  'list',
  'mathFlow',
  'setextUnderline',
  'thematicBreak',
  'table',
  'gfmFootnoteDefinition',
  'htmlText',
  'autolink',
  'labelStartImage',
  'labelStartLink',
  'gfmFootnoteCall',
  'literalAutolink',
  'emailAutolink',
  'protocolAutolink',
  'wwwAutolink',
]

/** Reads "1. Foo", "# Foo" and "<Foo>" as what they are in a title: text. */
export function inlineSyntax(this: Processor): void {
  const extensions = this.data('micromarkExtensions') ?? []
  this.data('micromarkExtensions', [...extensions, { disable: { null: NOT_IN_A_LINE } }])
}

/** Takes the paragraph off, and any link that is left: a title is often the text of a link itself. */
export function inlineOnly() {
  const unwrap = (nodes: ElementContent[]): ElementContent[] =>
    nodes.flatMap((node) => {
      if (node.type !== 'element') return [node]
      const children = unwrap(node.children)
      return node.tagName === 'p' || node.tagName === 'a' ? children : [{ ...node, children }]
    })
  return (tree: Root): void => {
    tree.children = unwrap(tree.children.filter((node) => node.type !== 'doctype'))
  }
}
