import type { Span } from '#lib/readme/span.ts'

// Where a new block may begin: after a blank line, at a line at the margin that is no list item (whatever list,
// quote, table or paragraph came before has ended); or at an item at the margin, which ends the item before it.
// Only open code, HTML or a formula could still go on.
const BREAK =
  /(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)(?=[^\s*+\d-])|(?:\r\n|\r|\n)(?=(?:[*+-]|\d{1,9}[.)])[^\S\r\n]+\S)/g

/** Spans of about `size` or more that together are the whole, each beginning where a new block may begin. */
export function splitSource(text: string, start: number, end: number, size: number): Span[] {
  const parts: Span[] = []
  let from = start
  BREAK.lastIndex = start
  while (from < end) {
    BREAK.lastIndex = Math.max(BREAK.lastIndex, from + size)
    const found = BREAK.lastIndex < end ? BREAK.exec(text) : null
    const to = found && found.index + found[0].length < end ? found.index + found[0].length : end
    parts.push({ start: from, end: to })
    from = to
  }
  return parts
}
