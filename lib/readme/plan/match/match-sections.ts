import type { SourceSection } from '#lib/readme/document.ts'
import type { PresentSection } from '#lib/readme/plan/present.ts'

/** A section of the plan: an existing one, or one to add. */
export type PlannedSection = {
  id: string
  isNew: boolean
  /** Where it stands after the import, and what it is called. */
  parentId: string | null
  title: string
  removalId: string | null
  /** An existing one as it was, where the import renames or moves it. */
  from: { title: string; parentId: string | null } | null
}

export type SectionMatches = Map<number, PresentSection>

const pathKey = (section: PresentSection, byId: Map<string, PresentSection>): string => {
  const path: string[] = []
  const seen = new Set<string>()
  for (
    let at: PresentSection | undefined = section;
    at && !seen.has(at.id);
    at = at.parentId ? byId.get(at.parentId) : undefined
  ) {
    seen.add(at.id)
    path.unshift(at.title)
  }
  return JSON.stringify(path)
}

const titleKey = (title: string) => title.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || title

/** What the matching asks of the papers: which of the list's stand in a section of the file, and in one of the base. */
export type SectionContents = {
  /** By index of the file's sections; sections below included. */
  inFile: readonly ReadonlySet<string>[]
  /** By key in the text last imported; sections below included. */
  inBase: ReadonlyMap<string, ReadonlySet<string>>
}

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>) => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  return [...small].filter((id) => large.has(id)).length
}

/**
 * Finds for each section of the file the list's own: by its path in the text last imported (whatever
 * the group has called it since), by its path in the list, by its title below the same section, by
 * the papers that it holds (so it may be renamed and moved), by its title alone.
 */
export function matchSections(
  sections: readonly SourceSection[],
  present: readonly PresentSection[],
  contents: SectionContents,
): SectionMatches {
  const byId = new Map(present.map((section) => [section.id, section]))
  const matches: SectionMatches = new Map()
  const taken = new Set<PresentSection>()
  const take = (index: number, section: PresentSection | undefined): boolean => {
    if (!section || taken.has(section)) return false
    matches.set(index, section)
    taken.add(section)
    return true
  }
  const byBase = new Map(present.flatMap((section) => (section.baseKey === null ? [] : [[section.baseKey, section]])))
  for (const [index, section] of sections.entries()) take(index, byBase.get(section.key))
  // Those in sight come first: a removed section is no place for what the file still has, unless it came from there.
  const visibleFirst = present.toSorted((a, b) => Number(a.removalId !== null) - Number(b.removalId !== null))
  const byPath = Map.groupBy(visibleFirst, (section) => pathKey(section, byId))
  for (const [index, section] of sections.entries()) {
    if (matches.has(index)) continue
    take(
      index,
      byPath.get(JSON.stringify(section.path))?.find((candidate) => !taken.has(candidate)),
    )
  }
  const rest = () => [...sections.entries()].filter(([index]) => !matches.has(index))
  const free = () => present.filter((candidate) => !taken.has(candidate) && candidate.baseKey !== null)
  const hasTitle = (section: SourceSection) => (candidate: PresentSection) =>
    titleKey(candidate.baseTitle ?? '') === titleKey(section.title)
  const isSibling = (section: SourceSection) => {
    const parentKey = section.parent === null ? null : (matches.get(section.parent)?.baseKey ?? undefined)
    return (candidate: PresentSection) => parentKey !== undefined && candidate.baseParentKey === parentKey
  }
  const likest = (index: number, candidates: PresentSection[], isClose: (candidate: PresentSection) => boolean) => {
    const mine = contents.inFile[index] ?? new Set()
    return candidates
      .map((candidate) => {
        const theirs = contents.inBase.get(candidate.baseKey ?? '') ?? new Set<string>()
        const common = overlap(mine, theirs)
        return { candidate, common, share: common / Math.max(mine.size, theirs.size, 1) }
      })
      .filter(({ common }) => common > 0)
      .sort((a, b) => b.share - a.share || Number(isClose(b.candidate)) - Number(isClose(a.candidate)))[0]
  }
  // Its name and something of what it holds: it was moved, or what is around it was renamed.
  for (const [index, section] of rest()) {
    take(index, likest(index, free().filter(hasTitle(section)), isSibling(section))?.candidate)
  }
  // Most of what it holds: it was renamed. Parents come before their children.
  for (const [index, section] of rest()) {
    const best = likest(index, free(), isSibling(section))
    if (best && best.share >= 0.5) take(index, best.candidate)
  }
  for (const [index, section] of rest()) {
    const named = free().filter(hasTitle(section))
    take(index, named.find(isSibling(section)) ?? (named.length === 1 ? named[0] : undefined))
  }
  return matches
}
