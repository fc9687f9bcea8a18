import type { Link, Nodes, PhrasingContent, Text } from 'mdast'
import { type Span, spanOf } from '#lib/readme/span.ts'

const ADDRESS = /(?<![\p{L}\p{N}/@.:=-])(?:https?:\/\/|www\.)[^\s<>"`|\\^{}，。；、）】」]+/giu
const MAY_HOLD = /:\/\/|www\./i

/** An address without the punctuation that belongs to the sentence around it. */
function trimAddress(found: string): string {
  let address = found
  for (let before = ''; before !== address;) {
    before = address
    address = address.replace(/[?!.,:;*_~']+$/, '')
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
    ] as const) {
      const opened = address.split(open).length
      if (address.endsWith(close) && address.split(close).length > opened) address = address.slice(0, -1)
    }
  }
  // "[https://a.org/x][1]": the brackets are not the address's.
  const bracket = address.indexOf(']')
  return bracket >= 0 && !address.slice(0, bracket).includes('[') ? address.slice(0, bracket) : address
}

const at = ({ start, end }: Span) => ({
  start: { line: 1, column: 1, offset: start },
  end: { line: 1, column: 1, offset: end },
})

/** A text with its addresses as links, each where it stands in the source. */
function splitText(node: Text, source: string): PhrasingContent[] {
  const span = spanOf(node)
  if (!span || !MAY_HOLD.test(node.value)) return [node]
  const nodes: PhrasingContent[] = []
  let from = 0
  let cursor = span.start
  const text = (to: number, end: number) => {
    if (to > from) nodes.push({ type: 'text', value: node.value.slice(from, to), position: at({ start: cursor, end }) })
  }
  for (const match of node.value.matchAll(ADDRESS)) {
    const address = trimAddress(match[0])
    const start = source.indexOf(address, cursor)
    if (address.length < 8 || start < 0 || start + address.length > span.end) continue
    text(match.index, start)
    const place = { start, end: start + address.length }
    const url = /^www\./i.test(address) ? `http://${address}` : address
    const link: Link = {
      type: 'link',
      url,
      children: [{ type: 'text', value: address, position: at(place) }],
      position: at(place),
    }
    nodes.push(link)
    from = match.index + address.length
    cursor = place.end
  }
  if (nodes.length === 0) return [node]
  text(node.value.length, span.end)
  return nodes
}

/**
 * Makes links of the addresses that stand in text by themselves. The parser's own way looks back over the
 * line at every letter that may begin one, in time that grows with the square of the line.
 */
export function linkBareAddresses(node: Nodes, source: string): void {
  if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return
  let isChanged = false
  const children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (child.type !== 'text') {
      linkBareAddresses(child, source)
      return [child]
    }
    const split = splitText(child, source)
    if (split[0] !== child) isChanged = true
    return split
  })
  if (isChanged) node.children = children as never[]
}
