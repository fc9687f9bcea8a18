import type { SourceSection } from '#lib/readme/document.ts'
import type { PlannedSection, SectionMatches } from './match/match-sections.ts'
import type { PresentSection } from './present.ts'

export type SectionPlan = {
  /** By index of the document's sections; null for sections of text that the list does not have. */
  planned: (PlannedSection | null)[]
  warnings: string[]
}

/** Whether a section would come to stand inside itself. */
function isInItself(id: string, parentOf: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null; at = parentOf.get(at) ?? null) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

/**
 * What becomes of the file's sections: new ones are added; an existing one takes the file's new name
 * and place where the group left them as they were imported, else the group's stay.
 */
export function planSections(
  sections: readonly SourceSection[],
  present: readonly PresentSection[],
  matches: SectionMatches,
  newId: () => string,
): SectionPlan {
  const parentOf = new Map(present.map((section) => [section.id, section.parentId]))
  const idOfBase = new Map(present.flatMap(({ id, baseKey }) => (baseKey === null ? [] : [[baseKey, id] as const])))
  const planned: (PlannedSection | null)[] = []
  const warnings: string[] = []
  for (const [index, section] of sections.entries()) {
    const parent = section.parent === null ? null : (planned[section.parent] ?? null)
    const parentId = parent?.id ?? null
    const existing = matches.get(index)
    if (!existing) {
      const { title } = section
      const added = { id: newId(), isNew: true, parentId, title, removalId: parent?.removalId ?? null, from: null }
      planned.push(section.holdsPapers ? added : null)
      continue
    }
    const merged = { title: existing.title, parentId: existing.parentId }
    if (existing.baseKey !== null) {
      if (section.title !== existing.baseTitle && section.title !== existing.title) {
        if (existing.title === existing.baseTitle) merged.title = section.title
        else
          warnings.push(
            `The file now calls the section “${existing.baseTitle}” “${section.title}”; it stays “${existing.title}” here.`,
          )
      }
      const baseParentId = existing.baseParentKey === null ? null : (idOfBase.get(existing.baseParentKey) ?? null)
      if (parentId !== baseParentId && parentId !== existing.parentId) {
        // Nothing in sight goes into a section that was removed here.
        const staysInSight = parent === null || parent.removalId === null || existing.removalId !== null
        if (existing.parentId === baseParentId && staysInSight) merged.parentId = parentId
        else warnings.push(`The file moved the section “${existing.title}”; it stays where it is here.`)
      }
    }
    parentOf.set(existing.id, merged.parentId)
    // Two moves that each make sense could put two sections into each other.
    if (isInItself(existing.id, parentOf)) {
      merged.parentId = existing.parentId
      parentOf.set(existing.id, existing.parentId)
    }
    const isSame = merged.title === existing.title && merged.parentId === existing.parentId
    const from = isSame ? null : { title: existing.title, parentId: existing.parentId }
    planned.push({ id: existing.id, isNew: false, ...merged, removalId: existing.removalId, from })
  }
  return { planned, warnings }
}
