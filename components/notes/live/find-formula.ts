export type FoundFormula = { tex: string; display: boolean; from: number; to: number }

/** How far from the cursor a formula may begin or end. */
const REACH = 4000

/**
 * The formula around a position, by the dollar signs of its paragraph (or of the `$$` block around it);
 * null where the position stands in none.
 */
export function findFormula(text: string, position: number): FoundFormula | null {
  const start = Math.max(0, position - REACH)
  const near = text.slice(start, position + REACH)
  const at = position - start
  for (const match of near.matchAll(/(?<!\\)\$\$([^$]+?)\$\$|(?<![\\$])\$(?!\$)([^\n$]+?)(?<!\\)\$(?!\$)/g)) {
    const from = match.index
    const to = from + match[0].length
    if (from > at) return null
    const mark = match[1] === undefined ? 1 : 2
    if (at < from + mark || at > to - mark) continue
    const tex = (match[1] ?? match[2] ?? '').trim()
    return tex === '' ? null : { tex, display: mark === 2, from: start + from, to: start + to }
  }
  return null
}
