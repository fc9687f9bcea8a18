/** What becomes of one value that the file (theirs) and the group (ours) may both have changed since `base`. */
export type Merged<T> = { outcome: 'same' | 'theirs' | 'ours' | 'conflict'; value: T }

/**
 * Merges one value. Nothing of ours is ever dropped: where both sides changed it differently, ours
 * stays and the outcome is a conflict.
 * @param base undefined where the value was never imported: then theirs only fills what is empty.
 */
export function mergeValue<T>(
  base: T | undefined,
  ours: T,
  theirs: T,
  same: (a: T, b: T) => boolean,
  isEmpty: (value: T) => boolean,
): Merged<T> {
  if (same(ours, theirs)) return { outcome: 'same', value: ours }
  if (base === undefined) {
    if (isEmpty(ours)) return { outcome: 'theirs', value: theirs }
    return { outcome: isEmpty(theirs) ? 'ours' : 'conflict', value: ours }
  }
  if (same(ours, base)) return { outcome: 'theirs', value: theirs }
  return { outcome: same(theirs, base) ? 'ours' : 'conflict', value: ours }
}

/** Ours, with what theirs added since base and without what it took away. */
export function mergeSet<T>(
  base: readonly T[],
  ours: readonly T[],
  theirs: readonly T[],
  key: (value: T) => string,
): T[] {
  const keys = (values: readonly T[]) => new Set(values.map(key))
  const [inBase, inOurs, inTheirs] = [keys(base), keys(ours), keys(theirs)]
  const kept = ours.filter((value) => inTheirs.has(key(value)) || !inBase.has(key(value)))
  return [...kept, ...theirs.filter((value) => !inBase.has(key(value)) && !inOurs.has(key(value)))]
}

const within = (ids: readonly string[], others: readonly string[]) => {
  const set = new Set(others)
  return ids.filter((id) => set.has(id))
}
const isSameOrder = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, index) => id === b[index])

/** `skeleton`, with what only `other` has put after the one that it follows there. */
function insertMissing(skeleton: readonly string[], other: readonly string[]): string[] {
  const present = new Set(skeleton)
  const after = new Map<string | null, string[]>()
  let anchor: string | null = null
  for (const id of other) {
    if (present.has(id)) anchor = id
    else after.set(anchor, [...(after.get(anchor) ?? []), id])
  }
  return [...(after.get(null) ?? []), ...skeleton.flatMap((id) => [id, ...(after.get(id) ?? [])])]
}

/**
 * Merges two orders of rows: the file's where the group left the imported order as it was, else the
 * group's. What only one side has comes after the row that it follows there.
 */
export function mergeOrder(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const common = within(ours, theirs)
  const untouched = isSameOrder(within(ours, base), within(base, ours))
  if (isSameOrder(common, within(theirs, ours)) || !untouched) return insertMissing(ours, theirs)
  return insertMissing(theirs, ours)
}
