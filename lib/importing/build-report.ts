import { formatAuthors } from '#lib/papers/authors.ts'
import type { ImportPlan, PlannedPaper } from './plan-import.ts'
import type { PresentList } from './present.ts'
import type { ImportReport, PaperReport, PaperStatus } from './report.ts'

type Frame = Pick<ImportReport, 'list' | 'source' | 'dryRun' | 'assets'> & { isNewText: boolean }

/** The titles from the root down to each section, before and after the import. */
function sectionPaths(plan: ImportPlan, present: PresentList): (id: string) => string[] {
  const rows = new Map<string, { title: string; parentId: string | null }>(
    present.sections.map((section) => [section.id, section]),
  )
  for (const section of plan.sections) if (section?.isNew) rows.set(section.id, section)
  const path = (id: string, depth = 0): string[] => {
    const row = rows.get(id)
    if (!row || depth > 100) return []
    return [...(row.parentId === null ? [] : path(row.parentId, depth + 1)), row.title]
  }
  return (id) => path(id)
}

function statusOf(paper: PlannedPaper): PaperStatus {
  if (paper.merged === null) return 'added'
  const moves = paper.placements.flatMap((placement) => placement.move?.outcome ?? [])
  if (paper.merged.conflicts.length > 0 || moves.includes('conflict')) return 'conflict'
  const isChanged =
    paper.merged.changes.length > 0 || moves.length > 0 || paper.placements.some((placement) => placement.isNew)
  return isChanged ? 'changed' : 'unchanged'
}

/** Says what a plan does: see ImportReport. */
export function buildReport(plan: ImportPlan, present: PresentList, frame: Frame): ImportReport {
  const { document } = plan
  const pathOf = sectionPaths(plan, present)
  const show = (id: string) => pathOf(id).join(' › ')
  const rows: { at: number; row: PaperReport }[] = []
  const counts = { added: 0, changed: 0, unchanged: 0, conflict: 0 }
  for (const paper of plan.papers) {
    const status = statusOf(paper)
    counts[status] += 1
    for (const [index, { entry, move, isNew }] of paper.placements.entries()) {
      const isFirst = index === 0
      const changes = isFirst ? [...(paper.merged?.changes ?? [])] : []
      const conflicts = isFirst ? [...(paper.merged?.conflicts ?? [])] : []
      if (move?.outcome === 'theirs') changes.push({ field: 'section', from: show(move.from), to: show(move.to) })
      if (move?.outcome === 'conflict')
        conflicts.push({ field: 'section', base: null, ours: show(move.from), theirs: show(move.to) })
      if (isNew && paper.existing)
        changes.push({ field: 'section', from: null, to: document.sections[entry.section]?.path.join(' › ') ?? null })
      const again = isFirst ? '' : `; the same paper as in line ${paper.placements[0]?.entry.line}`
      rows.push({
        at: entry.span.start,
        row: {
          status,
          changes,
          conflicts,
          title: entry.title,
          url: entry.url,
          authors: formatAuthors(entry.authors, entry.authorsTruncated),
          venue: entry.venue,
          year: entry.year,
          section: document.sections[entry.section]?.path ?? [],
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
  const matched = new Set(plan.sections.flatMap((section) => section?.id ?? []))
  const perSection = Map.groupBy(document.entries, (entry) => entry.section)
  const sections: ImportReport['sections'] = document.sections.flatMap((section, index) => {
    const planned = plan.sections[index]
    if (!planned) return []
    return [
      { path: section.path, papers: perSection.get(index)?.length ?? 0, status: planned.isNew ? 'added' : 'unchanged' },
    ]
  })
  for (const gone of present.sections) {
    if (gone.baseKey !== null && !matched.has(gone.id))
      sections.push({ path: pathOf(gone.id), papers: 0, status: 'missing' })
  }
  const missing = plan.missing.map((paper) => ({
    title: paper.title,
    section: pathOf(paper.placements[0]?.sectionId ?? ''),
  }))
  const vanished = plan.vanished
    .filter(({ placement }) => placement.spanStart !== null)
    .map(
      ({ paper, placement }) =>
        `“${paper.title}” no longer stands in “${show(placement.sectionId)}” in the file; its place here is kept.`,
    )
  const missingImages = frame.assets.flatMap(({ path, status }) =>
    status === 'missing' ? [`The image ${path} did not come with the file.`] : [],
  )
  return {
    list: frame.list,
    source: frame.source,
    dryRun: frame.dryRun,
    hasChanges: plan.changesList || frame.isNewText || frame.assets.some((asset) => asset.status === 'added'),
    counts: {
      added: counts.added,
      changed: counts.changed,
      unchanged: counts.unchanged,
      conflicts: counts.conflict,
      missing: missing.length,
      papers: plan.papers.length,
      sections: sections.filter((section) => section.status !== 'missing').length,
      prose: document.prose.length,
      refused: 0,
    },
    sections,
    papers: rows.toSorted((a, b) => a.at - b.at).map(({ row }) => row),
    missing,
    assets: frame.assets,
    warnings: [...missingImages, ...plan.warnings, ...vanished],
  }
}
