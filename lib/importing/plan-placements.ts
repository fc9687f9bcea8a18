import type { SourceDocument, SourceEntry } from './document.ts'
import type { PlannedSection } from './match-sections.ts'
import type { PresentPaper, PresentPlacement } from './present.ts'

export type PlannedPlacement = {
  id: string
  isNew: boolean
  paperId: string
  /** Where it stands after the import. */
  sectionId: string
  removalId: string | null
  entry: SourceEntry
  /** Set where the import moves it, or where the group's move wins over the file's. */
  move: { outcome: 'theirs' | 'conflict'; from: string; to: string } | null
}

export type PlacementContext = {
  document: SourceDocument
  /** By index of the document's sections. */
  sections: readonly (PlannedSection | null)[]
  /** The id of the section that had a key in the text last imported. */
  sectionOfBase: ReadonlyMap<string, string>
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
  pair((placement, entry) => placement.imported?.section === keyOf(entry))
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
    const base = placement.imported && (context.sectionOfBase.get(placement.imported.section) ?? null)
    const stays = placement.sectionId === section.id || placement.imported?.section === keyOf(entry)
    if (stays)
      return { id, isNew: false, paperId: paper.id, sectionId: placement.sectionId, removalId, entry, move: null }
    const isTheirs = base !== null && base === placement.sectionId
    return {
      id,
      isNew: false,
      paperId: paper.id,
      entry,
      removalId,
      sectionId: isTheirs ? section.id : placement.sectionId,
      move: { outcome: isTheirs ? 'theirs' : 'conflict', from: placement.sectionId, to: section.id },
    }
  })
  return { planned, vanished: [...free].filter((placement) => placement.imported !== null) }
}
