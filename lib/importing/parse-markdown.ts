import type { Definition, Root } from 'mdast'
import type { Math } from 'mdast-util-math'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

const withMath = unified().use(remarkParse).use(remarkGfm).use(remarkMath)
const withoutMath = unified().use(remarkParse).use(remarkGfm)

const isUnclosed = (node: Math, text: string) => {
  const source = text.slice(node.position?.start.offset, node.position?.end.offset)
  return !/\n[ \t>]*\$\$+[ \t]*$/.test(source.replace(/\r\n?/g, '\n'))
}

/** A "$$" that nobody closes would swallow the rest of the file; GitHub shows it as text, so read it as text. */
function parse(text: string): Root {
  const tree = withMath.parse(text)
  let swallows = false
  visit(tree, 'math', (node) => {
    if (isUnclosed(node, text)) swallows = true
  })
  return swallows ? withoutMath.parse(text) : tree
}

/**
 * The Markdown tree (GFM and math) of a part of a source text, with offsets that count in the whole
 * text: a byte order mark at its start counts as one.
 */
export function parseMarkdown(text: string, start = 0, end = text.length): Root {
  // The parser drops a byte order mark at its start, and would count one too few from there.
  let from = start
  while (text.charCodeAt(from) === 0xfeff) from += 1
  const tree = parse(text.slice(from, end))
  if (from > 0) {
    visit(tree, (node) => {
      if (!node.position) return
      node.position.start.offset = (node.position.start.offset ?? 0) + from
      node.position.end.offset = (node.position.end.offset ?? 0) + from
    })
  }
  return tree
}

/** The addresses behind "[text][name]", by name in lower case. */
export function definitionsOf(tree: Root): Map<string, string> {
  const urls = new Map<string, string>()
  visit(tree, 'definition', (node: Definition) => {
    if (!urls.has(node.identifier.toLowerCase())) urls.set(node.identifier.toLowerCase(), node.url)
  })
  return urls
}
