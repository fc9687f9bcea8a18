import type { Text } from '@codemirror/state'

export type FoundFormula = { tex: string; display: boolean; from: number; to: number }

/** How far from the cursor a formula may begin or end. */
const REACH = 4000

/**
 * The text around a position from the empty line before it to the one after: what one formula can stand in.
 * A long note is not read for it.
 */
export function paragraphAt(doc: Text, position: number): { text: string; from: number } {
  const start = Math.max(0, position - REACH)
  const before = doc.sliceString(start, position)
  const after = doc.sliceString(position, Math.min(doc.length, position + REACH))
  let cut = 0
  for (const { 0: gap, index } of before.matchAll(/\n[^\S\n]*\n/g)) cut = index + gap.length
  const end = after.search(/\n[^\S\n]*\n/)
  return { text: before.slice(cut) + (end < 0 ? after : after.slice(0, end)), from: start + cut }
}

/**
 * The formula around a position, by the dollar signs of its paragraph (or of the `$$` block around it);
 * null where the position stands in none.
 */
export function findFormula(text: string, position: number): FoundFormula | null {
  for (const match of text.matchAll(/(?<!\\)\$\$([^$]+?)\$\$|(?<![\\$])\$(?!\$)([^\n$]+?)(?<!\\)\$(?!\$)/g)) {
    const from = match.index
    const to = from + match[0].length
    if (from > position) return null
    const mark = match[1] === undefined ? 1 : 2
    if (position < from + mark || position > to - mark) continue
    const tex = (match[1] ?? match[2] ?? '').trim()
    return tex === '' ? null : { tex, display: mark === 2, from, to }
  }
  return null
}

/** The same within a whole document: `from` and `to` are its positions. */
export function formulaAt(doc: Text, position: number): FoundFormula | null {
  const { text, from } = paragraphAt(doc, position)
  const found = text.includes('$') ? findFormula(text, position - from) : null
  return found && { ...found, from: from + found.from, to: from + found.to }
}

/** Whether a formula is begun before a position and not yet ended: there it is being written. */
export function isInOpenFormula(doc: Text, position: number): boolean {
  const { text, from } = paragraphAt(doc, position)
  const before = text.slice(0, position - from).replaceAll('\\$', '')
  const blocks = before.split('$$')
  // After an odd number of "$$" a block is open; after an even one, an odd number of "$" in the line.
  if (blocks.length % 2 === 0) return true
  const line = (blocks.at(-1) ?? '').split('\n').at(-1) ?? ''
  return (line.match(/\$/g)?.length ?? 0) % 2 === 1
}
