import type { SourceDocument } from './document.ts'
import { type IncomingPaper, groupEntries } from './group-entries.ts'
import { matchPapers } from './match-papers.ts'
import { type PlannedSection, matchSections } from './match-sections.ts'
import { type MergedPaper, mergePaper } from './merge-paper.ts'
import { type Orders, planOrders } from './plan-orders.ts'
import { type PlannedPlacement, planPlacements } from './plan-placements.ts'
import type { ImportedFields, PresentList, PresentPaper, PresentPlacement } from './present.ts'

/** Everything that an import will write, decided before anything is written. */
export type ImportPlan = {
  document: SourceDocument
  /** By index of the document's sections; null for sections of text. */
  sections: (PlannedSection | null)[]
  papers: PlannedPaper[]
  orders: Orders
  missing: PresentPaper[]
  /** Places of papers that the file still has, elsewhere. */
  vanished: { paper: PresentPaper; placement: PresentPlacement }[]
  /** Whether the import alters the list as people see it; the source text aside. */
  changesList: boolean
  warnings: string[]
}

export type PlannedPaper = {
  id: string
  incoming: IncomingPaper
  existing: PresentPaper | null
  /** Null for a new paper, which takes all from the file. */
  merged: MergedPaper | null
  /** What becomes the base of the next merge. */
  imported: Omit<ImportedFields, 'section'>
  placements: PlannedPlacement[]
}

/** Decides, without touching anything, what importing `document` into a list as it stands does. */
export function planImport(document: SourceDocument, present: PresentList, newId: () => string): ImportPlan {
  const grouped = groupEntries(document.entries)
  const sections = matchSections(document.sections, present.sections, newId)
  const matches = matchPapers(grouped.papers, present.papers)
  const sectionOfBase = new Map(
    present.sections.flatMap((section) => (section.baseKey === null ? [] : [[section.baseKey, section.id] as const])),
  )
  const context = { document, sections, sectionOfBase, newId }
  const vanished: ImportPlan['vanished'] = []
  const papers = grouped.papers.map((incoming): PlannedPaper => {
    const existing = matches.get(incoming) ?? null
    const id = existing?.id ?? newId()
    const places = planPlacements({ id, existing }, incoming.entries, context)
    if (existing) vanished.push(...places.vanished.map((placement) => ({ paper: existing, placement })))
    const { title, authors, authorsTruncated, venue, year, links, identifiers } = incoming
    return {
      id,
      incoming,
      existing,
      merged: existing && mergePaper(existing, incoming),
      imported: { title, authors, authorsTruncated, venue, year, links, identifiers },
      placements: places.planned,
    }
  })
  const inFile = new Set([...matches.values()])
  const missing = present.papers.filter(
    (paper) =>
      !inFile.has(paper) &&
      paper.placements.some((placement) => placement.imported !== null && placement.spanStart !== null),
  )
  const orders = planOrders(
    present,
    sections,
    papers.flatMap((paper) => paper.placements),
  )
  const changesList =
    sections.some((section) => section?.isNew) ||
    orders.sections.length > 0 ||
    orders.placements.length > 0 ||
    papers.some(
      ({ merged, placements }) =>
        isChanged(merged) || placements.some(({ isNew, move }) => isNew || move?.outcome === 'theirs'),
    )
  return {
    document,
    sections,
    papers,
    orders,
    missing,
    vanished,
    changesList,
    warnings: [...document.warnings, ...grouped.warnings, ...removalWarnings(papers, sections)],
  }
}

const isChanged = (merged: MergedPaper | null) => merged === null || merged.changes.length > 0

function removalWarnings(papers: readonly PlannedPaper[], sections: readonly (PlannedSection | null)[]): string[] {
  return papers.flatMap(({ existing, placements, merged, incoming }) => {
    const isNowhere = placements.length > 0 && placements.every((placement) => placement.removalId !== null)
    if (!isNowhere) return []
    if (existing && merged?.changes.length)
      return [`“${existing.title}” was removed from this list and stays removed, though the file changed it.`]
    if (existing) return []
    const section = sections[incoming.entries[0]?.section ?? -1]
    return [
      `“${incoming.title}” is new, but stands in “${section?.title}”, which was removed from this list: it stays out of sight with it.`,
    ]
  })
}
