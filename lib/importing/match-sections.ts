import type { SourceSection } from './document.ts'
import type { PresentSection } from './present.ts'

/** A section of the plan: an existing one, or one to add. */
export type PlannedSection = {
  id: string
  isNew: boolean
  parentId: string | null
  title: string
  removalId: string | null
}

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

/**
 * Finds for each section of the file the list's own, by its path in the text last imported (whatever
 * the group has called it since), else by its path in the list, else plans a new one. Sections that
 * hold only text get none unless the list already has them: null.
 */
export function matchSections(
  sections: readonly SourceSection[],
  present: readonly PresentSection[],
  newId: () => string,
): (PlannedSection | null)[] {
  const byId = new Map(present.map((section) => [section.id, section]))
  const byBase = new Map(
    present.flatMap((section) => (section.baseKey === null ? [] : [[section.baseKey, section] as const])),
  )
  const byPath = new Map<string, PresentSection[]>()
  // Those in sight come first: a removed section is no place for what the file still has, unless it came from there.
  for (const section of [...present].sort((a, b) => Number(a.removalId !== null) - Number(b.removalId !== null))) {
    const key = pathKey(section, byId)
    byPath.set(key, [...(byPath.get(key) ?? []), section])
  }
  const claimed = new Set(sections.flatMap((section) => byBase.get(section.key)?.id ?? []))
  const planned: (PlannedSection | null)[] = []
  for (const section of sections) {
    const free = (byPath.get(JSON.stringify(section.path)) ?? []).find((candidate) => !claimed.has(candidate.id))
    const existing = byBase.get(section.key) ?? free
    if (existing) {
      claimed.add(existing.id)
      planned.push({ ...existing, isNew: false })
      continue
    }
    const parent = section.parent === null ? null : (planned[section.parent] ?? null)
    const isAdded = section.holdsPapers
    planned.push(
      isAdded
        ? {
            id: newId(),
            isNew: true,
            parentId: parent?.id ?? null,
            title: section.title,
            removalId: parent?.removalId ?? null,
          }
        : null,
    )
  }
  return planned
}
