import { titleKey } from '#lib/papers/title.ts'
import { type IncomingPaper, areSimilarTitles, matchingKeys, namesOther, urlKey } from './group-entries.ts'
import type { PaperFields, PresentPaper } from './present.ts'

/** A present paper as it stands, and as the file last named it. */
const facesOf = (paper: PresentPaper): PaperFields[] => [
  paper,
  ...paper.placements.flatMap((placement) => placement.imported ?? []),
]

type Keys = (paper: PaperFields) => string[]

const byIdentifier: Keys = matchingKeys
const byUrl: Keys = (paper) => {
  const url = urlKey(paper.links)
  return url === null ? [] : [url]
}
const byTitle: Keys = (paper) => [titleKey(paper.title)]

/**
 * Finds for each paper of the file the list's own: by identifier, by address, by title, the surest
 * first, so that a paper keeps its identity when one of them changes. One to one.
 */
export function matchPapers(
  incoming: readonly IncomingPaper[],
  present: readonly PresentPaper[],
): Map<IncomingPaper, PresentPaper> {
  const matches = new Map<IncomingPaper, PresentPaper>()
  const taken = new Set<PresentPaper>()
  const pass = (keys: Keys, agrees: (theirs: IncomingPaper, ours: PresentPaper) => boolean) => {
    const index = new Map<string, PresentPaper[]>()
    for (const paper of present) {
      if (taken.has(paper)) continue
      for (const key of new Set(facesOf(paper).flatMap(keys))) {
        const same = index.get(key)
        if (same) same.push(paper)
        else index.set(key, [paper])
      }
    }
    for (const theirs of incoming) {
      if (matches.has(theirs)) continue
      const found = keys(theirs)
        .flatMap((key) => index.get(key) ?? [])
        .find((ours) => !taken.has(ours) && agrees(theirs, ours))
      if (!found) continue
      matches.set(theirs, found)
      taken.add(found)
    }
  }
  const hasTitleOf = (theirs: PaperFields, ours: PresentPaper) =>
    facesOf(ours).some((face) => areSimilarTitles(face.title, theirs.title))
  pass(byIdentifier, hasTitleOf)
  pass(byUrl, hasTitleOf)
  pass(byIdentifier, () => true)
  pass(byTitle, (theirs, ours) => !facesOf(ours).some((face) => namesOther(face, theirs)))
  pass(byTitle, (_, ours) => ours.placements.some((placement) => placement.imported !== null))
  pass(byUrl, () => true)
  return matches
}
