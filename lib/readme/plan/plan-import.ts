import type { Choice } from './decisions.ts'
import type { SourceDocument, SourceEntry } from '#lib/readme/document.ts'
import { type IncomingPaper, groupEntries } from './match/group-entries.ts'
import { type Matches, matchPapers } from './match/match-papers.ts'
import { type PlannedSection, type SectionContents, matchSections } from './match/match-sections.ts'
import { type MergedPaper, mergePaper } from './merge/merge-paper.ts'
import type { DecidedDocument } from './plan-decisions.ts'
import { type Orders, planOrders } from './plan-orders.ts'
import { type PlannedPlacement, planPlacements } from './plan-placements.ts'
import { type PlannedRemoval, planRemovals } from './plan-removals.ts'
import { planSections } from './plan-sections.ts'
import type { ImportedFields, PresentList, PresentPaper, PresentPlacement } from './present.ts'

/** Everything that an import will write, decided before anything is written. */
export type ImportPlan = {
  decided: DecidedDocument
  document: SourceDocument
  /** By index of the document's sections; null for sections of text. */
  sections: (PlannedSection | null)[]
  papers: PlannedPaper[]
  orders: Orders
  missing: PresentPaper[]
  removals: PlannedRemoval[]
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

/** Decides, without touching anything, what importing a text into a list as it stands does. */
export function planImport(decided: DecidedDocument, present: PresentList, newId: () => string): ImportPlan {
  const { document, keys, choices, remove } = decided
  const grouped = groupEntries(decided)
  const matches = matchPapers(grouped.papers, present.papers)
  const contents = contentsOf(document, present, grouped.papers, matches)
  const sectionMatches = matchSections(document.sections, present.sections, contents)
  const { planned: sections, warnings } = planSections(document.sections, present.sections, sectionMatches, newId)
  const sectionOfBase = new Map(
    present.sections.flatMap((section) => (section.baseKey === null ? [] : [[section.baseKey, section.id] as const])),
  )
  const choiceOf = (entry: SourceEntry): Choice => choices[keys.get(entry) ?? ''] ?? {}
  const chosen = (entry: SourceEntry) => choiceOf(entry).section ?? null
  const context = { document, sections, sectionOfBase, chosen, newId }
  const vanished: { paper: PresentPaper; placement: PresentPlacement }[] = []
  const papers = grouped.papers.map((incoming): PlannedPaper => {
    const existing = matches.get(incoming) ?? null
    const id = existing?.id ?? newId()
    const places = planPlacements({ id, existing }, incoming.entries, context)
    if (existing) vanished.push(...places.vanished.map((placement) => ({ paper: existing, placement })))
    const choice = Object.assign({}, ...incoming.entries.map(choiceOf)) as Choice
    return {
      id,
      incoming,
      existing,
      merged: existing && mergePaper(existing, incoming, choice),
      imported: incoming.read,
      placements: places.planned,
    }
  })
  const inFile = new Set(matches.values())
  const missing = present.papers.filter(
    (paper) =>
      !inFile.has(paper) &&
      paper.placements.some((placement) => placement.imported !== null && placement.spanStart !== null),
  )
  const placements = papers.flatMap((paper) => paper.placements)
  const removals = planRemovals({ present, sections, placements, missing, vanished, sectionOfBase, remove })
  const orders = planOrders(present, sections, placements)
  const changesList =
    sections.some((section) => section?.isNew || section?.from) ||
    orders.sections.length > 0 ||
    orders.placements.length > 0 ||
    removals.some((removal) => removal.isAgreed) ||
    papers.some(({ merged }) => merged === null || merged.changes.length > 0) ||
    placements.some(({ isNew, move }) => isNew || move?.isTaken)
  return {
    decided,
    document,
    sections,
    papers,
    orders,
    missing,
    removals,
    changesList,
    warnings: [...document.warnings, ...grouped.warnings, ...warnings, ...removalWarnings(papers, sections)],
  }
}

/** Which of the list's papers stand in each section, in the file and in the text last imported. */
function contentsOf(
  document: SourceDocument,
  present: PresentList,
  incoming: readonly IncomingPaper[],
  matches: Matches,
): SectionContents {
  const inFile = document.sections.map(() => new Set<string>())
  for (const paper of incoming) {
    const id = matches.get(paper)?.id
    if (id === undefined) continue
    for (const { section } of paper.entries) {
      for (let at: number | null = section; at !== null; at = document.sections[at]?.parent ?? null) inFile[at]?.add(id)
    }
  }
  const parentKeys = new Map(
    present.sections.flatMap(({ baseKey, baseParentKey }) => (baseKey === null ? [] : [[baseKey, baseParentKey]])),
  )
  const inBase = new Map<string, Set<string>>()
  for (const { id, placements } of present.papers) {
    for (const { imported, spanStart } of placements) {
      if (imported === null || spanStart === null) continue
      for (let at: string | null | undefined = imported.section; at; at = parentKeys.get(at)) {
        const ids = inBase.get(at)
        if (ids) ids.add(id)
        else inBase.set(at, new Set([id]))
      }
    }
  }
  return { inFile, inBase }
}

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
