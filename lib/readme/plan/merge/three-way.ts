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

/** The ids of the longest run that stands in the same order in both; O(n log n). */
function inSameOrder(base: readonly string[], ours: readonly string[]): Set<string> {
  const at = new Map(base.map((id, index) => [id, index]))
  const rows = ours.flatMap((id) => {
    const index = at.get(id)
    return index === undefined ? [] : [{ id, index }]
  })
  const tails: number[] = []
  const before: (number | undefined)[] = []
  for (const [row, { index }] of rows.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((rows[tails[middle] ?? 0]?.index ?? 0) < index) low = middle + 1
      else high = middle
    }
    before[row] = low > 0 ? tails[low - 1] : undefined
    tails[low] = row
  }
  const kept = new Set<string>()
  for (let row = tails.at(-1); row !== undefined; row = before[row]) {
    const found = rows[row]
    if (found) kept.add(found.id)
  }
  return kept
}

/** `skeleton`, with what only `other` has put after the one that it follows there. */
function insertMissing(skeleton: readonly string[], other: readonly string[]): string[] {
  const present = new Set(skeleton)
  const after = new Map<string | null, string[]>()
  let anchor: string | null = null
  for (const id of other) {
    if (present.has(id)) {
      anchor = id
      continue
    }
    const run = after.get(anchor)
    if (run) run.push(id)
    else after.set(anchor, [id])
  }
  return [...(after.get(null) ?? []), ...skeleton.flatMap((id) => [id, ...(after.get(id) ?? [])])]
}

/**
 * Merges two orders of rows: the file's, in which every row that the group moved since the last import
 * stands after the one that it follows in the group's. What only one side has comes after the row that
 * it follows there. Where only one side changed the order, the result is that side's.
 */
export function mergeOrder(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const unmoved = inSameOrder(base, ours)
  const skeleton = theirs.filter((id) => unmoved.has(id))
  return insertMissing(insertMissing(skeleton, ours), theirs)
}
