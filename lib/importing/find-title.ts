import type { Link, LinkReference, PhrasingContent, Strong } from 'mdast'
import { isLinkWord, isPaperUrl } from './link-kind.ts'
import { linkLabel, plainInline } from './inline-text.ts'

export type AnyLink = Link | LinkReference
export type FoundTitle = {
  /** Index of the title among the nodes. */
  at: number
  /** The nodes that are the title's text. */
  content: PhrasingContent[]
  link: AnyLink | null
  how: 'bold link' | 'bold title' | 'link to a paper'
}

export const isLink = (node: PhrasingContent): node is AnyLink => node.type === 'link' || node.type === 'linkReference'

const isBlank = (node: PhrasingContent) => node.type === 'text' && /^[\s\p{P}]*$/u.test(node.value)
const isStrong = (node: PhrasingContent): node is Strong => node.type === 'strong'

/** The only child that says something, if there is just one. */
function onlyChild(nodes: PhrasingContent[]): PhrasingContent | null {
  const [only, ...more] = nodes.filter((node) => !isBlank(node))
  return only && more.length === 0 ? only : null
}

/** "[**Title**](url)" or "**[Title](url)**", at any depth of emphasis. */
function boldLink(node: PhrasingContent): { link: AnyLink; content: PhrasingContent[] } | null {
  if (isLink(node)) {
    const bold = node.children.find(isStrong)
    // Punctuation that slipped out of the bold text still belongs to the title: "[**Title**?](url)".
    if (!bold) return null
    return { link: node, content: node.children.flatMap((child) => (isStrong(child) ? child.children : [child])) }
  }
  if (node.type !== 'strong' && node.type !== 'emphasis') return null
  const child = onlyChild(node.children)
  if (!child) return null
  if (isLink(child)) return node.type === 'strong' ? { link: child, content: child.children } : boldLink(child)
  return boldLink(child)
}

/** Every bold link among the nodes: in a paragraph each one is the title of an entry. */
export function findBoldLinks(nodes: PhrasingContent[]): FoundTitle[] {
  return nodes.flatMap((node, at): FoundTitle[] => {
    const found = boldLink(node)
    return found && plainInline(found.content) ? [{ at, ...found, how: 'bold link' }] : []
  })
}

/**
 * The title of a list item: a bold link, else a bold text beside a link to a paper, else the first
 * link that leads to a paper and whose words are no mere "pdf".
 */
export function findItemTitle(nodes: PhrasingContent[], urlOf: (link: AnyLink) => string | null): FoundTitle | null {
  const [bold] = findBoldLinks(nodes)
  if (bold) return bold
  const leadsToPaper = (node: PhrasingContent) => isLink(node) && isPaperUrl(urlOf(node) ?? '')
  const strong = nodes.findIndex((node) => isStrong(node) && plainInline([node]).length > 3)
  const strongNode = nodes[strong]
  const paperLink = nodes.find((node, at) => at > strong && leadsToPaper(node))
  if (
    strongNode &&
    isStrong(strongNode) &&
    paperLink &&
    isLink(paperLink) &&
    isLinkWord(linkLabel(paperLink.children))
  ) {
    return { at: strong, content: strongNode.children, link: paperLink, how: 'bold title' }
  }
  const at = nodes.findIndex((node) => isLink(node) && leadsToPaper(node) && !isLinkWord(linkLabel(node.children)))
  const node = nodes[at]
  if (!node || !isLink(node)) return null
  return { at, content: node.children, link: node, how: 'link to a paper' }
}
