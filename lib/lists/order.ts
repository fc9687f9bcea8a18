/** A row among its siblings, in order. Removed rows keep their place, so that undo puts them back exactly. */
export type Sibling = { id: string; removed: boolean }

/**
 * The order of the siblings after `id` (one of them, or new) is put at `index` among the visible others.
 * @param index null, or past the end: last.
 */
export function placeAt(siblings: readonly Sibling[], id: string, index: number | null): string[] {
  const others = siblings.filter((sibling) => sibling.id !== id)
  const next = index === null ? undefined : others.filter((sibling) => !sibling.removed)[Math.max(0, index)]
  const at = next ? others.indexOf(next) : others.length
  const ids = others.map((sibling) => sibling.id)
  return [...ids.slice(0, at), id, ...ids.slice(at)]
}
