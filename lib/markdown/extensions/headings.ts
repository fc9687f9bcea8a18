import type { Element, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

/** The page's title is h1 and the note's own heading h2: inside the note headings begin here. */
const FIRST_LEVEL = 3

/** Letters and digits of any script, joined by hyphens, as GitHub names a heading. */
function slug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
    .slice(0, 80)
}

/** Where a text stands in its document: the levels around it, and the names that its headings have taken. */
export type HeadingState = { open: number[]; taken: [name: string, times: number][] }

/**
 * Gives every heading a level that follows from its place (h3 first, never a step skipped, whatever
 * levels the writer used) and an id to link to. Goes on from `file.data.headings`, and leaves there where it ended.
 */
export function headings() {
  return (tree: Root, file: VFile): void => {
    const open = [...(file.data.headings?.open ?? [])]
    const taken = new Map(file.data.headings?.taken)
    visit(tree, 'element', (node: Element) => {
      const written = /^h([1-6])$/.exec(node.tagName)?.[1]
      if (!written) return
      const level = Number(written)
      // The title of the footnotes stands beside the note's top headings.
      if (node.properties.id === 'user-content-footnote-label') open.length = 0
      while (open.length > 0 && (open.at(-1) ?? 0) >= level) open.pop()
      node.tagName = `h${Math.min(6, FIRST_LEVEL + open.length)}`
      open.push(level)
      const name = slug(toString(node))
      if (node.properties.id || !name) return
      const seen = taken.get(name) ?? 0
      taken.set(name, seen + 1)
      node.properties.id = `user-content-${name}${seen ? `-${seen}` : ''}`
    })
    file.data.headings = { open, taken: [...taken] }
  }
}
