import type { PaperLink } from '#lib/papers/schema.ts'
import type { Merged } from './three-way.ts'

const isSame = (a: PaperLink, b: PaperLink) => a.url === b.url && a.kind === b.kind && a.label === b.label
const areSame = (a: readonly PaperLink[], b: readonly PaperLink[]) =>
  a.length === b.length && a.every((link, index) => isSame(link, b[index] as PaperLink))
const byUrl = (links: readonly PaperLink[]) => new Map(links.map((link) => [link.url, link]))

/**
 * Merges a paper's links one by one: what either side added or took away counts. Where both replaced
 * the same link by different ones, ours stay and it is a conflict.
 * @param base undefined where they were never imported.
 */
export function mergeLinks(base: PaperLink[] | undefined, ours: PaperLink[], theirs: PaperLink[]): Merged<PaperLink[]> {
  if (areSame(ours, theirs)) return { outcome: 'same', value: ours }
  if (base === undefined) {
    const known = byUrl(ours)
    const added = theirs.filter((link) => !known.has(link.url))
    return added.length === 0 ? { outcome: 'ours', value: ours } : { outcome: 'theirs', value: [...ours, ...added] }
  }
  if (areSame(ours, base)) return { outcome: 'theirs', value: theirs }
  if (areSame(theirs, base)) return { outcome: 'ours', value: ours }
  const [inBase, inOurs, inTheirs] = [byUrl(base), byUrl(ours), byUrl(theirs)]
  const goneFromOurs = base.filter((link) => !inOurs.has(link.url))
  const isReplaced = goneFromOurs.some(
    (gone) =>
      !inTheirs.has(gone.url) &&
      ours.some((link) => !inBase.has(link.url) && link.kind === gone.kind && !inTheirs.has(link.url)) &&
      theirs.some((link) => !inBase.has(link.url) && link.kind === gone.kind && !inOurs.has(link.url)),
  )
  if (isReplaced) return { outcome: 'conflict', value: ours }
  const value = ours.flatMap((link) => {
    const before = inBase.get(link.url)
    const after = inTheirs.get(link.url)
    if (before && !after) return isSame(before, link) ? [] : [link]
    return before && after && isSame(before, link) ? [after] : [link]
  })
  // The file's new links stand where it has them: behind the link that they follow there.
  for (const [index, link] of theirs.entries()) {
    if (inBase.has(link.url) || inOurs.has(link.url)) continue
    const previous = theirs[index - 1]
    const at = previous ? value.findIndex(({ url }) => url === previous.url) + 1 || value.length : 0
    value.splice(at, 0, link)
  }
  return areSame(value, ours) ? { outcome: 'ours', value: ours } : { outcome: 'theirs', value }
}
