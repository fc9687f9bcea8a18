import type { Node } from 'unist'

/** A part of a source text, in UTF-16 code units: text.slice(start, end). */
export type Span = { start: number; end: number }

/** Where a node stands in the source; null for nodes that the parser made up (an address found in text). */
export function spanOf(node: Node): Span | null {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined ? null : { start, end }
}

/** The offsets at which lines begin; \n, \r\n and a lone \r end a line. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length)
  return starts
}

/** The number (from 1) of the line in which an offset lies. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}
