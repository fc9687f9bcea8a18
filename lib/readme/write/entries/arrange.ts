import { headingLevel } from '#lib/readme/write/fields/heading.ts'
import type { ListState, SectionState } from '#lib/readme/write/fields/list-state.ts'
import type { SourceMap } from './source-map.ts'

/** A section in the order of the export: one of the source, one of the list, mostly both. */
export type Arranged = {
  /** Index into the document's sections; null for one that the source does not have. */
  source: number | null
  row: SectionState | null
  /** Its heading's level in the source and in the export; null where it is no heading of Markdown. */
  from: number | null
  level: number | null
}

type Node = { source: number | null; row: SectionState | null; parent: Node | null; moved: boolean; children: Node[] }

function nodesOf(map: SourceMap, state: ListState): Node {
  const root: Node = { source: null, row: null, parent: null, moved: false, children: [] }
  const rows = new Map(state.sections.map((row) => [row.id, row]))
  const bySource: (Node | null)[] = []
  const byRow = new Map<string, Node>()
  for (const [source, section] of map.document.sections.entries()) {
    const id = map.ids[source] ?? null
    const row = id === null ? null : (rows.get(id) ?? null)
    const parent = section.parent === null ? root : (bySource[section.parent] ?? null)
    // A text section of one that was removed goes with it.
    const isGone = map.removed.has(source) || (row === null && parent === null)
    const node: Node | null = isGone ? null : { source, row, parent, moved: false, children: [] }
    bySource.push(node)
    if (node && row) byRow.set(row.id, node)
  }
  for (const row of state.sections) {
    if (!byRow.has(row.id)) byRow.set(row.id, { source: null, row, parent: null, moved: false, children: [] })
  }
  for (const node of byRow.values()) {
    const row = node.row as SectionState
    const section = node.source === null ? null : map.document.sections[node.source]
    const imported = section?.parent == null ? null : (map.ids[section.parent] ?? null)
    if (section && imported === row.parentId && node.parent !== null) continue
    node.parent = row.parentId === null ? root : (byRow.get(row.parentId) ?? root)
    node.moved = true
  }
  for (const node of bySource) if (node && !node.moved) node.parent?.children.push(node)
  for (const node of byRow.values()) if (node.moved) node.parent?.children.push(node)
  return root
}

/** The sections of one parent: the list's in the list's order, those that are text only where the source has them. */
function ordered(children: readonly Node[], rank: ReadonlyMap<string, number>): Node[] {
  const rankOf = ({ row }: Node) => (row ? (rank.get(row.id) ?? 0) : 0)
  const listed = children.filter(({ row }) => row !== null).sort((a, b) => rankOf(a) - rankOf(b))
  const sourced = children.filter(({ moved }) => !moved).sort((a, b) => (a.source ?? 0) - (b.source ?? 0))
  const stays = (node: Node) => !node.moved && node.row !== null
  const theirs = sourced.filter(stays)
  const isSameOrder = listed.filter(stays).every((node, at) => node === theirs[at])
  const after = new Map<Node | null, Node[]>()
  const add = (anchor: Node | null, node: Node) => after.set(anchor, [...(after.get(anchor) ?? []), node])
  let anchor: Node | null = null
  if (!isSameOrder) {
    for (const node of sourced)
      if (node.row) anchor = node
      else add(anchor, node)
    return [...(after.get(null) ?? []), ...listed.flatMap((node) => [node, ...(after.get(node) ?? [])])]
  }
  for (const node of listed)
    if (stays(node)) anchor = node
    else add(anchor, node)
  const fresh = after.get(null) ?? []
  const first = sourced.findIndex(stays)
  const at = first < 0 ? sourced.length : first
  return [...sourced.slice(0, at), ...fresh, ...sourced.slice(at).flatMap((node) => [node, ...(after.get(node) ?? [])])]
}

/** The sections in the order in which the export has them, each before those below it, with the levels of their headings. */
export function arrangeSections(map: SourceMap, state: ListState): Arranged[] {
  const { text, document } = map
  const rank = new Map(state.sections.map(({ id }, at) => [id, at]))
  const levelOf = (source: number | null) => {
    const span = source === null ? null : document.sections[source]?.span
    return span ? headingLevel(text.slice(span.start, span.end)) : null
  }
  const hasTitle = document.titleSpan !== null || text.trim() === ''
  const top = document.sections.map((_, index) => levelOf(index)).find((level) => level !== null) ?? (hasTitle ? 2 : 1)
  const arranged: Arranged[] = []
  const walk = (node: Node, from: number | null, level: number) => {
    const children = ordered(node.children, rank)
    const stay = children.find((child) => !child.moved && levelOf(child.source) !== null)
    const usual = stay && from !== null ? level + (levelOf(stay.source) ?? 0) - from : level + 1
    for (const child of children) {
      const own = levelOf(child.source)
      const shifted = child.moved || own === null || from === null ? usual : level + own - from
      arranged.push({
        source: child.source,
        row: child.row,
        from: own,
        level: own === null && child.source !== null ? null : shifted,
      })
      walk(child, own, shifted)
    }
  }
  const root = nodesOf(map, state)
  const rootLevels = root.children.flatMap((child) => (child.moved ? [] : (levelOf(child.source) ?? [])))
  const base = rootLevels[0] ?? top
  walk({ ...root, children: root.children }, base - 1, base - 1)
  return arranged
}
