import { titleKey } from '#lib/papers/fields/title.ts'
import { type IncomingPaper, areSimilarTitles, matchingKeys, namesOther, urlKey } from './group-entries.ts'
import { alikePairs } from './match-alike.ts'
import { neighbourPairs } from './match-neighbours.ts'
import { type PaperFields, type PresentPaper, facesOf } from '#lib/readme/plan/present.ts'

export type Matches = Map<IncomingPaper, PresentPaper>

type Keys = (paper: PaperFields) => string[]

const byIdentifier: Keys = matchingKeys
const byUrl: Keys = (paper) => {
  const url = urlKey(paper.links)
  return url === null ? [] : [url]
}
const byTitle: Keys = (paper) => [titleKey(paper.title)]

const byAnyUrl: Keys = ({ links }) =>
  links.filter(({ kind }) => kind !== 'code').flatMap((link) => urlKey([{ ...link, kind: 'paper' }]) ?? [])

/**
 * Finds for each paper of the file the list's own: by identifier, by address, by title, the surest
 * first; then by the likeness of titles and names, then by the place between neighbours that are
 * found. So a paper keeps its identity when any of these changes. One to one.
 */
export function matchPapers(incoming: readonly IncomingPaper[], present: readonly PresentPaper[]): Matches {
  const matches: Matches = new Map()
  const taken = new Set<PresentPaper>()
  const take = (theirs: IncomingPaper, ours: PresentPaper) => {
    matches.set(theirs, ours)
    taken.add(ours)
  }
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
      const found = [...keys(theirs), ...keys(theirs.read)]
        .flatMap((key) => index.get(key) ?? [])
        .find((ours) => !taken.has(ours) && agrees(theirs, ours))
      if (found) take(theirs, found)
    }
  }
  const hasTitleOf = (theirs: IncomingPaper, ours: PresentPaper) =>
    facesOf(ours).some(
      (face) => areSimilarTitles(face.title, theirs.title) || areSimilarTitles(face.title, theirs.read.title),
    )
  const isOther = (theirs: PaperFields, ours: PresentPaper) => facesOf(ours).some((face) => namesOther(face, theirs))
  pass(byIdentifier, hasTitleOf)
  pass(byUrl, hasTitleOf)
  pass(byTitle, (theirs, ours) => !isOther(theirs, ours) && ours.placements.some(({ imported }) => imported !== null))
  pass(byIdentifier, () => true)
  pass(byTitle, (theirs, ours) => !isOther(theirs, ours))
  pass(byTitle, (_, ours) => ours.placements.some(({ imported }) => imported !== null))
  pass(byUrl, () => true)
  pass(byAnyUrl, hasTitleOf)
  const rest = () => ({
    incoming: incoming.filter((paper) => !matches.has(paper)),
    present: present.filter((paper) => !taken.has(paper)),
  })
  for (const [theirs, ours] of alikePairs(rest())) take(theirs, ours)
  for (const [theirs, ours] of neighbourPairs(incoming, present, matches)) take(theirs, ours)
  return matches
}
