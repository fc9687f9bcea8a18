import type { IncomingPaper } from './group-entries.ts'
import { namesOther } from './group-entries.ts'
import { type PaperFields, type PresentPaper, facesOf } from '#lib/readme/plan/present.ts'

const wordsOf = (title: string) => new Set(title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
const namesOf = (paper: PaperFields) => new Set(paper.authors.map((author) => author.family.toLowerCase()))
const common = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>) => [...a].filter((value) => b.has(value)).length

/**
 * How alike two papers are, 0 to 2: the share of their titles' words that both have, and half as
 * much for the share of their authors; the year tells between equals.
 */
export function likeness(a: PaperFields, b: PaperFields): { title: number; authors: number; total: number } {
  const share = <T>(left: ReadonlySet<T>, right: ReadonlySet<T>) =>
    left.size === 0 || right.size === 0 ? 0 : common(left, right) / Math.max(left.size, right.size)
  const title = share(wordsOf(a.title), wordsOf(b.title))
  const [left, right] = [namesOf(a), namesOf(b)]
  // Lists cut the names of a long paper short: those of the shorter one count.
  const authors = left.size === 0 || right.size === 0 ? 0 : common(left, right) / Math.min(left.size, right.size)
  return { title, authors, total: title + authors / 2 + (a.year !== null && a.year === b.year ? 0.05 : 0) }
}

/** Whether two papers with different titles may be one that was retitled. */
function isRetitled(theirs: PaperFields, ours: PaperFields): boolean {
  const { title, authors } = likeness(theirs, ours)
  const few = Math.min(wordsOf(theirs.title).size, wordsOf(ours.title).size) < 3
  if (namesOther(theirs, ours)) return title > 0.75 && authors > 0.5
  return few ? title >= 0.5 && authors > 0.5 : title > 0.5 || (title >= 0.3 && authors > 0.5)
}

/** A word that more papers share tells nothing, and comparing them all would take the square of their number. */
const MAX_SHARED = 60

/** Pairs of papers whose titles and authors are alike, the most alike first; one to one. */
export function alikePairs(rest: {
  incoming: readonly IncomingPaper[]
  present: readonly PresentPaper[]
}): [IncomingPaper, PresentPaper][] {
  const byWord = new Map<string, PresentPaper[]>()
  for (const paper of rest.present) {
    for (const word of new Set(facesOf(paper).flatMap((face) => [...wordsOf(face.title)]))) {
      const same = byWord.get(word)
      if (same) same.push(paper)
      else byWord.set(word, [paper])
    }
  }
  const found: { theirs: IncomingPaper; ours: PresentPaper; total: number }[] = []
  for (const theirs of rest.incoming) {
    const candidates = new Set<PresentPaper>()
    for (const word of wordsOf(theirs.title)) {
      const same = byWord.get(word) ?? []
      if (same.length <= MAX_SHARED) for (const paper of same) candidates.add(paper)
    }
    for (const ours of candidates) {
      const faces = facesOf(ours).filter((face) => isRetitled(theirs, face))
      if (faces.length > 0)
        found.push({ theirs, ours, total: Math.max(...faces.map((face) => likeness(theirs, face).total)) })
    }
  }
  return pickBest(found)
}

/** Of pairs that compete, the best; one to one. */
export function pickBest(
  found: { theirs: IncomingPaper; ours: PresentPaper; total: number }[],
): [IncomingPaper, PresentPaper][] {
  const used = new Set<IncomingPaper | PresentPaper>()
  return found
    .toSorted((a, b) => b.total - a.total)
    .flatMap(({ theirs, ours }) => {
      if (used.has(theirs) || used.has(ours)) return []
      used.add(theirs).add(ours)
      return [[theirs, ours] as [IncomingPaper, PresentPaper]]
    })
}
