import { lineCounter } from './reference.ts'

/** One "@type{…}" of a BibTeX file, with its text and the line it begins at. */
export type BibtexBlock = {
  /** Lower case. */
  type: string
  text: string
  line: number
  /** False where another entry, or the end of the file, comes before its closing brace. */
  isClosed: boolean
  start: number
  end: number
}

const HEAD = /@[^\S\n]*([a-zA-Z]+)\s*([{(])/g
/** An entry that begins on a line of its own: nothing that a field's text would hold. */
const NEXT_ENTRY = /\n[^\S\n]*@[^\S\n]*[a-zA-Z]+\s*[{(][^\s,{}()=]*\s*,/g

/** Where the block that opens at `open` ends: after its closing brace; -1 where it never closes before `limit`. */
function findEnd(text: string, open: number, limit: number): number {
  const isRound = text[open] === '('
  let depth = 0
  for (let at = open; at < limit; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (char === '{') depth += 1
    else if (char === '}') {
      depth -= 1
      if (depth === 0 && !isRound) return at + 1
      if (depth < 0) return at + 1
    } else if (char === ')' && isRound && depth === 0) return at + 1
  }
  return -1
}

/**
 * Cuts a BibTeX file into its blocks, so that one malformed entry costs only itself: an entry that is
 * not closed ends where the next one begins on a line of its own.
 */
export function splitBibtex(text: string): BibtexBlock[] {
  const blocks: BibtexBlock[] = []
  const lineAt = lineCounter(text)
  const head = new RegExp(HEAD)
  const nextEntry = new RegExp(NEXT_ENTRY)
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const start = match.index
    const lineStart = text.lastIndexOf('\n', start) + 1
    // "% @article{…": commented out.
    if (text.slice(lineStart, start).includes('%')) continue
    const open = start + match[0].length - 1
    nextEntry.lastIndex = open
    const limit = nextEntry.exec(text)?.index ?? text.length
    const closed = findEnd(text, open, limit)
    const end = closed < 0 ? limit : closed
    const type = (match[1] ?? '').toLowerCase()
    blocks.push({ type, text: text.slice(start, end), line: lineAt(start), isClosed: closed >= 0, start, end })
    head.lastIndex = end
  }
  return blocks
}
