/** Pure questions about a list's sections, asked before they are changed. */

export type SectionRow = { id: string; parentId: string | null; title: string; removed: boolean }

/** A README has six levels of headings. */
export const MAX_DEPTH = 6

/** The section and everything below it, removed sections included. */
export function subtreeIds(rows: readonly SectionRow[], rootId: string): string[] {
  const ids = [rootId]
  for (let at = 0; at < ids.length; at++) {
    for (const row of rows) if (row.parentId === ids[at]) ids.push(row.id)
  }
  return ids
}

/** 1 for a section at the top, 0 for null. */
export function depthOf(rows: readonly SectionRow[], id: string | null): number {
  const byId = new Map(rows.map((row) => [row.id, row]))
  let depth = 0
  for (let at = id; at !== null; at = byId.get(at)?.parentId ?? null) depth++
  return depth
}

/** How many levels the section and what is visible below it take: 1 for a leaf. */
export function heightOf(rows: readonly SectionRow[], id: string): number {
  const children = rows.filter((row) => row.parentId === id && !row.removed)
  return 1 + Math.max(0, ...children.map((child) => heightOf(rows, child.id)))
}
