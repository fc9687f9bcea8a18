import type { PlannedSection } from './match-sections.ts'
import type { PlannedPlacement } from './plan-placements.ts'
import type { PresentList } from './present.ts'
import { mergeOrder } from './three-way.ts'

/** Rows whose order changes: every row of a parent or a section, in its new order. */
export type Orders = {
  sections: { parentId: string | null; ids: string[] }[]
  placements: { sectionId: string; ids: string[] }[]
}

type Row = { id: string; position: number; baseAt: number | null }

const byPosition = (a: Row, b: Row) => a.position - b.position || (a.id < b.id ? -1 : 1)
const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, index) => id === b[index])

function merged(rows: Row[], theirs: string[]): { ids: string[]; isChanged: boolean } {
  const ours = rows.toSorted(byPosition).map((row) => row.id)
  const base = rows
    .filter((row) => row.baseAt !== null)
    .toSorted((a, b) => (a.baseAt ?? 0) - (b.baseAt ?? 0))
    .map((row) => row.id)
  const ids = mergeOrder(base, ours, theirs)
  return { ids, isChanged: !isSame(ids, ours) }
}

const grouped = <T>(items: readonly T[], key: (item: T) => string) => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

/** The order of sections within their parent and of placements within their section after the import. */
export function planOrders(
  present: PresentList,
  sections: readonly (PlannedSection | null)[],
  placements: readonly PlannedPlacement[],
): Orders {
  const known = new Set(present.sections.map((section) => section.id))
  const parentOf = (id: string | null) => id ?? ''
  const ourSections = grouped(present.sections, (section) => parentOf(section.parentId))
  const theirSections = grouped(
    sections.filter((section) => section !== null),
    (section) => parentOf(section.parentId),
  )
  const sectionOrders: Orders['sections'] = []
  for (const [parentId, theirs] of theirSections) {
    const rows = (ourSections.get(parentId) ?? []).map((row) => ({ ...row, baseAt: row.headingStart }))
    const order = merged(
      rows,
      theirs.map((section) => section.id),
    )
    if (order.isChanged) sectionOrders.push({ parentId: parentId || null, ids: order.ids })
  }

  const planned = new Map(placements.map((placement) => [placement.id, placement]))
  const staying = present.papers.flatMap((paper) =>
    paper.placements.map((row) => ({
      ...row,
      sectionId: planned.get(row.id)?.sectionId ?? row.sectionId,
      isMoved: (planned.get(row.id)?.sectionId ?? row.sectionId) !== row.sectionId,
    })),
  )
  const ourPlacements = grouped(
    staying.filter((row) => !row.isMoved),
    (row) => row.sectionId,
  )
  // Theirs are those that stand where the file has them; what the group moved here keeps its place.
  const inFileOrder = placements
    .filter(({ entry, sectionId }) => sections[entry.section]?.id === sectionId)
    .toSorted((a, b) => a.entry.span.start - b.entry.span.start)
  const placementOrders: Orders['placements'] = []
  for (const [sectionId, theirs] of grouped(inFileOrder, (placement) => placement.sectionId)) {
    const rows = (ourPlacements.get(sectionId) ?? []).map((row) => ({ ...row, baseAt: row.spanStart }))
    const order = merged(
      known.has(sectionId) ? rows : [],
      theirs.map((placement) => placement.id),
    )
    if (order.isChanged) placementOrders.push({ sectionId, ids: order.ids })
  }
  return { sections: sectionOrders, placements: placementOrders }
}
