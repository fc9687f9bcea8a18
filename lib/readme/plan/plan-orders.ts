import type { PlannedSection } from './match/match-sections.ts'
import type { PlannedPlacement } from './plan-placements.ts'
import type { PresentList } from './present.ts'
import { mergeOrder } from './merge/three-way.ts'

/** Rows whose order changes: every row of a parent or a section, as it was and in its new order. */
export type Orders = {
  sections: { parentId: string | null; before: string[]; ids: string[] }[]
  placements: { sectionId: string; before: string[]; ids: string[] }[]
}

type Row = { id: string; position: number; baseAt: number | null }

const byPosition = (a: Row, b: Row) => a.position - b.position || (a.id < b.id ? -1 : 1)
const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, index) => id === b[index])

function merged(rows: Row[], theirs: string[]): { before: string[]; ids: string[]; isChanged: boolean } {
  const ours = rows.toSorted(byPosition).map((row) => row.id)
  const base = rows
    .filter((row) => row.baseAt !== null)
    .toSorted((a, b) => (a.baseAt ?? 0) - (b.baseAt ?? 0))
    .map((row) => row.id)
  const ids = mergeOrder(base, ours, theirs)
  return { before: ours, ids, isChanged: !isSame(ids, ours) }
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
  return { sections: sectionOrders(present, sections), placements: placementOrders(present, sections, placements) }
}

const parentKey = (id: string | null) => id ?? ''

function sectionOrders(present: PresentList, sections: readonly (PlannedSection | null)[]): Orders['sections'] {
  const known = sections.filter((section) => section !== null)
  const moved = new Set(known.filter(({ from, parentId }) => from && from.parentId !== parentId).map(({ id }) => id))
  const ours = grouped(
    present.sections.filter((section) => !moved.has(section.id)),
    (section) => parentKey(section.parentId),
  )
  const orders: Orders['sections'] = []
  for (const [parentId, theirs] of grouped(known, (section) => parentKey(section.parentId))) {
    const rows = (ours.get(parentId) ?? []).map((row) => ({ ...row, baseAt: row.headingStart }))
    const order = merged(
      rows,
      theirs.map((section) => section.id),
    )
    if (order.isChanged) orders.push({ parentId: parentId || null, before: order.before, ids: order.ids })
  }
  return orders
}

function placementOrders(
  present: PresentList,
  sections: readonly (PlannedSection | null)[],
  placements: readonly PlannedPlacement[],
): Orders['placements'] {
  const planned = new Map(placements.map((placement) => [placement.id, placement]))
  const ours = grouped(
    present.papers
      .flatMap((paper) => paper.placements)
      .filter((row) => (planned.get(row.id)?.sectionId ?? row.sectionId) === row.sectionId),
    (row) => row.sectionId,
  )
  // Theirs are those that stand where the file has them; what the group moved here keeps its place.
  const inFileOrder = placements
    .filter(({ entry, sectionId }) => sections[entry.section]?.id === sectionId)
    .toSorted((a, b) => a.entry.span.start - b.entry.span.start)
  const orders: Orders['placements'] = []
  for (const [sectionId, theirs] of grouped(inFileOrder, (placement) => placement.sectionId)) {
    const rows = (ours.get(sectionId) ?? []).map((row) => ({ ...row, baseAt: row.spanStart }))
    const order = merged(
      rows,
      theirs.map((placement) => placement.id),
    )
    if (order.isChanged) orders.push({ sectionId, before: order.before, ids: order.ids })
  }
  return orders
}
