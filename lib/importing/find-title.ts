import type { Link, LinkReference, PhrasingContent } from 'mdast'
import { plainTitle } from './plain-title.ts'
import type { Line } from './read-line.ts'
import { type TitleCandidate, boldLinks, markedTitle } from './title-candidates.ts'

export type AnyLink = Link | LinkReference

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
  return plain && { ...plain, link: null, how: 'plain text' }
}

export { boldLinks }
