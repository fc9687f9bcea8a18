import { formatAuthors } from '#lib/papers/fields/authors.ts'
import type { ImportPlan, PlannedPaper } from '#lib/readme/plan/plan-import.ts'
import type { PlannedPlacement } from '#lib/readme/plan/plan-placements.ts'
import type { PaperReport, PaperStatus } from '#lib/readme/report.ts'

/** Titles of sections from the root down, as they stand before or after the import. */
export type PathOf = (sectionId: string) => string[]

export function statusOf(paper: PlannedPaper): PaperStatus {
  const { merged, placements } = paper
  if (merged === null) return 'added'
  const isOpen =
    merged.conflicts.some(({ chosen }) => chosen === null) || placements.some(({ move }) => move?.isConflict)
  if (isOpen) return 'conflict'
  const isChanged = merged.changes.length > 0 || placements.some(({ isNew, move }) => isNew || move?.isTaken)
  return isChanged ? 'changed' : 'unchanged'
}

function placeReport(
  { move, isNew, sectionId }: PlannedPlacement,
  paper: PlannedPaper,
  { before, after }: { before: PathOf; after: PathOf },
): Pick<PaperReport, 'changes' | 'conflicts'> {
  const show = (path: string[]) => path.join(' › ')
  const result: Pick<PaperReport, 'changes' | 'conflicts'> = { changes: [], conflicts: [] }
  if (isNew && paper.existing) result.changes.push({ field: 'section', from: null, to: show(after(sectionId)) })
  if (!move) return result
  const [from, to] = [show(before(move.from)), show(after(move.to))]
  if (move.isTaken) result.changes.push({ field: 'section', from, to })
  if (move.isConflict || move.chosen !== null)
    result.conflicts.push({ field: 'section', base: null, ours: from, theirs: to, chosen: move.chosen })
  return result
}

/** One row for each entry of the file, in its order. */
export function reportPapers(plan: ImportPlan, before: PathOf, after: PathOf): PaperReport[] {
  const rows: { at: number; row: PaperReport }[] = []
  for (const paper of plan.papers) {
    const status = statusOf(paper)
    for (const [index, placement] of paper.placements.entries()) {
      const { entry } = placement
      const isFirst = index === 0
      const place = placeReport(placement, paper, { before, after })
      const again = isFirst ? '' : `; the same paper as in line ${paper.placements[0]?.entry.line}`
      rows.push({
        at: entry.span.start,
        row: {
          key: plan.decided.keys.get(entry) ?? String(entry.line),
          paperId: paper.existing?.id ?? null,
          status,
          changes: [...(isFirst ? (paper.merged?.changes ?? []) : []), ...place.changes],
          conflicts: [...(isFirst ? (paper.merged?.conflicts ?? []) : []), ...place.conflicts],
          corrected: plan.decided.corrected.get(entry) ?? [],
          title: entry.title,
          url: entry.url,
          authors: formatAuthors(entry.authors, entry.authorsTruncated),
          venue: entry.venue,
          year: entry.year,
          section: plan.document.sections[entry.section]?.path ?? [],
          line: entry.line,
          endLine: entry.endLine,
          confidence: entry.confidence,
          reason: entry.reason + again,
          links: entry.links,
          identifiers: entry.identifiers,
        },
      })
    }
  }
  return rows.sort((a, b) => a.at - b.at).map(({ row }) => row)
}
