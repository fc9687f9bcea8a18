import type { IncomingPaper } from './group-entries.ts'
import { namesOther } from './group-entries.ts'
import { likeness, pickBest } from './match-alike.ts'
import { type PresentPaper, facesOf } from '#lib/readme/plan/present.ts'

/** Whether two papers at the same place may be one, though title and address changed: something of them must have stayed. */
function mayBeOne(theirs: IncomingPaper, ours: PresentPaper): boolean {
  const host = theirs.url === null ? null : hostOf(theirs.url)
  return facesOf(ours).some((face) => {
    const { title, authors } = likeness(theirs, face)
    const isOther = namesOther(theirs, face)
    const sameHost = face.links.some((link) => hostOf(link.url) === host && host !== null)
    const sameYear = theirs.year !== null && theirs.year === face.year
    if (authors >= 0.5) return !isOther || title >= 0.2
    if (title >= 0.3) return !isOther
    return title > 0 && sameHost && sameYear && !isOther
  })
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : null)

/** Items in a row between two others. */
type Run<T> = { after: T | null; items: T[]; before: T | null }

/** How far from its old place, in rows, a paper is looked for. */
const REACH = 12

function runsOf<T>(all: readonly T[], isMatched: (item: T) => boolean): Run<T>[] {
  const runs: Run<T>[] = []
  let run: Run<T> = { after: null, items: [], before: null }
  for (const item of all) {
    if (!isMatched(item)) {
      run.items.push(item)
      continue
    }
    runs.push({ ...run, before: item })
    run = { after: item, items: [], before: null }
  }
  return [...runs, run].filter(({ items }) => items.length > 0)
}

/**
 * Pairs of papers that nothing else tells of, by their place: both stand between the same two
 * neighbours, and something of them (names, part of the title) is the same.
 */
export function neighbourPairs(
  incoming: readonly IncomingPaper[],
  present: readonly PresentPaper[],
  matches: ReadonlyMap<IncomingPaper, PresentPaper>,
): [IncomingPaper, PresentPaper][] {
  const startOf = (paper: PresentPaper) =>
    Math.min(...paper.placements.flatMap((placement) => placement.spanStart ?? []), Number.MAX_SAFE_INTEGER)
  const inBase = present
    .map((paper) => ({ paper, start: startOf(paper) }))
    .filter(({ start }) => start < Number.MAX_SAFE_INTEGER)
    .sort((a, b) => a.start - b.start)
    .map(({ paper }) => paper)
  const matched = new Set(matches.values())
  const ours = runsOf(inBase, (paper) => matched.has(paper))
  const found: { theirs: IncomingPaper; ours: PresentPaper; total: number }[] = []
  for (const run of runsOf(incoming, (paper) => matches.has(paper))) {
    const after = run.after && (matches.get(run.after) ?? null)
    const before = run.before && (matches.get(run.before) ?? null)
    for (const other of ours) {
      const followsSame = after !== null && other.after === after
      if (!followsSame && (before === null || other.before !== before)) continue
      // Counted from the neighbour that is the same.
      const shift = followsSame ? 0 : other.items.length - run.items.length
      for (const [index, theirs] of run.items.entries()) {
        const from = Math.max(0, index + shift - REACH)
        for (const [offset, paper] of other.items.slice(from, Math.max(0, index + shift + REACH + 1)).entries()) {
          if (!mayBeOne(theirs, paper)) continue
          const total = Math.max(...facesOf(paper).map((face) => likeness(theirs, face).total))
          found.push({ theirs, ours: paper, total: total - Math.abs(index + shift - from - offset) / 100 })
        }
      }
    }
  }
  return pickBest(found)
}
