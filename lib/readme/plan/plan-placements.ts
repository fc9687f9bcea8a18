import type { SourceDocument, SourceEntry } from '#lib/readme/document.ts'
import type { PlannedSection } from './match/match-sections.ts'
import type { PresentPaper, PresentPlacement } from './present.ts'

export type PlannedPlacement = {
  id: string
  isNew: boolean
  paperId: string
  /** Where it stands after the import. */
  sectionId: string
  removalId: string | null
  entry: SourceEntry
  /** Set where the file moved it; isTaken: the import does, else the group's place stays. */
  move: PlannedMove | null
}

export type PlannedMove = {
  isTaken: boolean
  /** Both moved it, and nobody has chosen. */
  isConflict: boolean
  chosen: 'ours' | 'theirs' | null
  from: string
  to: string
}

export type PlacementContext = {
  document: SourceDocument
  /** By index of the document's sections. */
  sections: readonly (PlannedSection | null)[]
  /** The id of the section that had a key in the text last imported. */
  sectionOfBase: ReadonlyMap<string, string>
  /** What a person chose for the section of an entry. */
  chosen: (entry: SourceEntry) => 'ours' | 'theirs' | null
  newId: () => string
}

/**
 * Pairs the entries of one paper with its places in the list: those that stayed, those that the file
 * moved (three-way, like every field), and new ones. `vanished` are places that the file no longer has.
 */
export function planPlacements(
  paper: { id: string; existing: PresentPaper | null },
  entries: readonly SourceEntry[],
  context: PlacementContext,
): { planned: PlannedPlacement[]; vanished: PresentPlacement[] } {
  const free = new Set(paper.existing?.placements ?? [])
  const sectionOf = (entry: SourceEntry) => context.sections[entry.section] as PlannedSection
  const keyOf = (entry: SourceEntry) => context.document.sections[entry.section]?.key
  const pairs = new Map<SourceEntry, PresentPlacement>()
  const pair = (agrees: (placement: PresentPlacement, entry: SourceEntry) => boolean) => {
    for (const entry of entries) {
      if (pairs.has(entry)) continue
      const found = [...free].find((placement) => agrees(placement, entry))
      if (!found) continue
      pairs.set(entry, found)
      free.delete(found)
    }
  }
  const baseId = (placement: PresentPlacement) =>
    placement.imported && (context.sectionOfBase.get(placement.imported.section) ?? null)
  // A section that the file renamed is the same section.
  const isUnmoved = (placement: PresentPlacement, entry: SourceEntry) =>
    placement.imported?.section === keyOf(entry) || baseId(placement) === sectionOf(entry).id
  pair(isUnmoved)
  pair((placement, entry) => placement.sectionId === sectionOf(entry).id)
  // What a person placed by hand is no place that the file moved, unless the file has none of its own.
  const isByHand = (paper.existing?.placements ?? []).every((placement) => placement.imported === null)
  pair((placement) => isByHand || placement.imported !== null)

  // A paper that the group removed altogether stays out of sight in its new places too.
  const all = paper.existing?.placements ?? []
  const paperRemoval =
    all.length > 0 && all.every((placement) => placement.removalId !== null) ? (all[0]?.removalId ?? null) : null
  const planned = entries.map((entry): PlannedPlacement => {
    const section = sectionOf(entry)
    const placement = pairs.get(entry)
    if (!placement) {
      const removalId = paperRemoval ?? section.removalId
      return {
        id: context.newId(),
        isNew: true,
        paperId: paper.id,
        sectionId: section.id,
        removalId,
        entry,
        move: null,
      }
    }
    const { id, removalId } = placement
    const base = baseId(placement)
    const stays = placement.sectionId === section.id || isUnmoved(placement, entry)
    if (stays)
      return { id, isNew: false, paperId: paper.id, sectionId: placement.sectionId, removalId, entry, move: null }
    const chosen = context.chosen(entry)
    const isTheirs = base !== null && base === placement.sectionId
    const isTaken = chosen === null ? isTheirs : chosen === 'theirs'
    const move = {
      isTaken,
      isConflict: !isTheirs && chosen === null,
      chosen,
      from: placement.sectionId,
      to: section.id,
    }
    const sectionId = isTaken ? section.id : placement.sectionId
    return { id, isNew: false, paperId: paper.id, entry, removalId, sectionId, move }
  })
  return { planned, vanished: [...free].filter((placement) => placement.imported !== null) }
}
