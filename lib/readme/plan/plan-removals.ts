import { isEditedByGroup } from './merge/merge-paper.ts'
import type { PlannedSection } from './match/match-sections.ts'
import type { PresentList, PresentPaper, PresentPlacement } from './present.ts'
import type { PlannedPlacement } from './plan-placements.ts'

/** What the file no longer has and the list still shows. */
export type PlannedRemoval = {
  /** Of the paper, the placement or the section. */
  id: string
  kind: 'paper' | 'place' | 'section'
  title: string
  sectionId: string
  isEdited: boolean
  isAgreed: boolean
  /** What goes out of sight where a person agrees. */
  placementIds: string[]
  sectionIds: string[]
}

type Input = {
  present: PresentList
  sections: readonly (PlannedSection | null)[]
  placements: readonly PlannedPlacement[]
  missing: readonly PresentPaper[]
  vanished: readonly { paper: PresentPaper; placement: PresentPlacement }[]
  sectionOfBase: ReadonlyMap<string, string>
  remove: ReadonlySet<string>
}

/**
 * What is offered for removal: papers, places of papers and sections that the text last imported had
 * and this one does not. Nothing of it goes by itself.
 */
export function planRemovals(input: Input): PlannedRemoval[] {
  const { present, missing, vanished, sectionOfBase, remove } = input
  const isMoved = ({ imported, sectionId }: PresentPlacement) =>
    imported === null || sectionOfBase.get(imported.section) !== sectionId
  const papers = missing.flatMap((paper): PlannedRemoval[] => {
    const visible = paper.placements.filter((placement) => placement.removalId === null)
    const [first] = visible
    if (!first) return []
    return [
      {
        id: paper.id,
        kind: 'paper',
        title: paper.title,
        sectionId: first.sectionId,
        isEdited: isEditedByGroup(paper) || visible.some(isMoved),
        isAgreed: remove.has(paper.id),
        placementIds: visible.map((placement) => placement.id),
        sectionIds: [],
      },
    ]
  })
  const places = vanished
    .filter(({ placement }) => placement.spanStart !== null && placement.removalId === null)
    .map(({ paper, placement }): PlannedRemoval => ({
      id: placement.id,
      kind: 'place',
      title: paper.title,
      sectionId: placement.sectionId,
      isEdited: isMoved(placement),
      isAgreed: remove.has(placement.id),
      placementIds: [placement.id],
      sectionIds: [],
    }))
  const gone = [...papers, ...places]
  return [...gone, ...emptiedSections(input, new Set(gone.flatMap(({ placementIds }) => placementIds)), present)]
}

/** Sections that the file dropped and that hold nothing but what it dropped too. */
function emptiedSections({ sections, placements, remove }: Input, gone: ReadonlySet<string>, present: PresentList) {
  const inFile = new Set(sections.flatMap((section) => section?.id ?? []))
  const sectionOf = new Map<string, string>()
  for (const { placements: rows } of present.papers)
    for (const row of rows) if (row.removalId === null) sectionOf.set(row.id, row.sectionId)
  for (const { id, sectionId, removalId } of placements) if (removalId === null) sectionOf.set(id, sectionId)
  const occupied = new Set([...sectionOf].flatMap(([id, sectionId]) => (gone.has(id) ? [] : [sectionId])))
  const parentOf = new Map(present.sections.map((section) => [section.id, section.parentId]))
  for (const section of sections) if (section) parentOf.set(section.id, section.parentId)
  const children = Map.groupBy([...parentOf.keys()], (id) => parentOf.get(id) ?? null)
  const visible = new Set(present.sections.filter(({ removalId }) => removalId === null).map(({ id }) => id))
  const byId = new Map(present.sections.map((section) => [section.id, section]))
  const isDropped = (id: string): boolean => {
    const section = byId.get(id)
    if (!section || !visible.has(id)) return section !== undefined
    if (inFile.has(id) || occupied.has(id) || section.baseKey === null) return false
    return (children.get(id) ?? []).every(isDropped)
  }
  return present.sections
    .filter((section) => visible.has(section.id) && isDropped(section.id))
    .map((section): PlannedRemoval => {
      const inner = (id: string): string[] => [
        id,
        ...(children.get(id) ?? []).filter((child) => visible.has(child)).flatMap(inner),
      ]
      const sectionIds = inner(section.id)
      const within = new Set(sectionIds)
      return {
        id: section.id,
        kind: 'section',
        title: section.title,
        sectionId: section.id,
        isEdited: section.title !== section.baseTitle,
        isAgreed: remove.has(section.id),
        placementIds: [...sectionOf].flatMap(([id, sectionId]) => (within.has(sectionId) ? [id] : [])),
        sectionIds,
      }
    })
}

export type AgreedRemoval = PlannedRemoval & { removalId: string }

/** The removals that a person agreed to; what lies in two of them goes with the outer one. */
export function agreedRemovals(removals: readonly PlannedRemoval[], newId: () => string): AgreedRemoval[] {
  const taken = new Set<string>()
  const take = (ids: readonly string[]) => ids.filter((id) => !taken.has(id) && taken.add(id))
  return removals
    .filter((removal) => removal.isAgreed)
    .toSorted((a, b) => b.sectionIds.length - a.sectionIds.length)
    .toSorted((a, b) => Number(a.kind === 'section') - Number(b.kind === 'section'))
    .map((removal) => ({
      ...removal,
      removalId: newId(),
      placementIds: take(removal.placementIds),
      sectionIds: take(removal.sectionIds),
    }))
    .filter(({ placementIds, sectionIds }) => placementIds.length + sectionIds.length > 0)
}
