import type { SourceSection } from './document.ts'
import type { PresentSection } from './present.ts'

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
  // Parents come before their children in the file, so a renamed parent is known when its children are asked.
  for (const [index, section] of sections.entries()) {
    if (matches.has(index)) continue
    const free = present.filter((candidate) => !taken.has(candidate) && candidate.baseKey !== null)
    const parentKey = section.parent === null ? null : (matches.get(section.parent)?.baseKey ?? undefined)
    const isSibling = (candidate: PresentSection) => parentKey !== undefined && candidate.baseParentKey === parentKey
    const hasTitle = (candidate: PresentSection) => titleKey(candidate.baseTitle ?? '') === titleKey(section.title)
    if (
      take(
        index,
        free.find((candidate) => isSibling(candidate) && hasTitle(candidate)),
      )
    )
      continue
    const mine = contents.inFile[index] ?? new Set()
    const [best] = free
      .map((candidate) => {
        const theirs = contents.inBase.get(candidate.baseKey ?? '') ?? new Set<string>()
        return { candidate, common: overlap(mine, theirs), size: Math.max(mine.size, theirs.size) }
      })
      .filter(({ common, size }) => common > 0 && common * 2 >= size)
      .sort(
        (a, b) =>
          b.common / b.size - a.common / a.size || Number(isSibling(b.candidate)) - Number(isSibling(a.candidate)),
      )
    if (take(index, best?.candidate)) continue
    const [alone, ...more] = free.filter(hasTitle)
    if (more.length === 0) take(index, alone)
  }
  return matches
}
