import type { Link, LinkReference, PhrasingContent } from 'mdast'
import { isLinkWord } from '#lib/readme/parse/text/link-kind.ts'
import { plainTitle } from '#lib/readme/parse/text/plain-title.ts'
import type { Line } from '#lib/readme/parse/text/read-line.ts'
import { type TitleCandidate, countWords, markedTitle } from './title-candidates.ts'

export type AnyLink = Link | LinkReference

const ADDRESS = /^(?:https?:\/\/|www\.)\S*$/i

export const isLink = (node: PhrasingContent): node is AnyLink => node.type === 'link' || node.type === 'linkReference'

/** Whether a node is a bold link, or holds one and little else. */
function isBoldLink(node: PhrasingContent, isBold: boolean, isLinked: boolean): boolean {
  if (isBold && isLinked) return true
  if (isLink(node)) return node.children.some((child) => isBoldLink(child, isBold, true))
  if (node.type === 'strong') return node.children.some((child) => isBoldLink(child, true, isLinked))
  if (node.type === 'emphasis') return node.children.some((child) => isBoldLink(child, isBold, isLinked))
  return isBold && isLinked
}

/** The nodes that are bold links, in the order of the source. */
export const findBoldLinks = (nodes: readonly PhrasingContent[]) =>
  nodes.filter((node) => node.type !== 'text' && isBoldLink(node, false, false))

/** The title of a line that may be an entry: what marks single out, else the plain text it begins with. */
export function findTitle(line: Line): TitleCandidate | null {
  const marked = markedTitle(line)
  if (marked) return marked
  const plain = plainTitle(line)
  if (plain) return { ...plain, link: null, how: 'plain text' }
  // "[GPT-4 Technical Report](address)" sounds like a venue; where nothing else is a title, it is one.
  const link = line.links.find(
    (each) =>
      !each.isBadge &&
      each.end > each.start &&
      countWords(each.label) >= 2 &&
      !isLinkWord(each.label) &&
      !ADDRESS.test(each.label),
  )
  return link ? { start: link.start, end: link.end, link, how: 'link' } : null
}
