import type { SourceDocument } from '#lib/readme/document.ts'
import { clip } from '#lib/readme/parse/text/inline-text.ts'
import type { ImportPlan } from '#lib/readme/plan/plan-import.ts'
import type { PresentList } from '#lib/readme/plan/present.ts'
import type { ImportReport, ProseReport, RefusedReport, SectionReport } from '#lib/readme/report.ts'
import { reportLines, unaccountedIn } from './report-lines.ts'
import { type PathOf, reportPapers, statusOf } from './report-papers.ts'
import { type Span, lineAt, lineStarts } from '#lib/readme/span.ts'

type Frame = Pick<ImportReport, 'list' | 'source' | 'dryRun' | 'assets'> & { text: string; isNewText: boolean }

const MAX_EXCERPT = 400

type SectionRow = { title: string; parentId: string | null }

const pathsIn =
  (rows: ReadonlyMap<string, SectionRow>): PathOf =>
  (id) => {
    const path: string[] = []
    for (let row = rows.get(id), depth = 0; row && depth < 100; depth += 1) {
      path.unshift(row.title)
      row = row.parentId === null ? undefined : rows.get(row.parentId)
    }
    return path
  }

/** The titles from the root down to each section, before and after the import. */
function sectionPaths(plan: ImportPlan, present: PresentList): { before: PathOf; after: PathOf } {
  const before = new Map<string, SectionRow>(present.sections.map((section) => [section.id, section]))
  const after = new Map(before)
  for (const section of plan.sections) if (section) after.set(section.id, section)
  return { before: pathsIn(before), after: pathsIn(after) }
}

function reportSections(plan: ImportPlan, present: PresentList, before: PathOf): SectionReport[] {
  const { document } = plan
  const matched = new Set(plan.sections.flatMap((section) => section?.id ?? []))
  const perSection = Map.groupBy(document.entries, (entry) => entry.section)
  const sections = document.sections.flatMap(({ path }, index): SectionReport[] => {
    const planned = plan.sections[index]
    if (!planned) return []
    const papers = perSection.get(index)?.length ?? 0
    if (planned.isNew) return [{ path, papers, status: 'added' }]
    return [
      planned.from
        ? { path, papers, status: 'changed', from: before(planned.id) }
        : { path, papers, status: 'unchanged' },
    ]
  })
  const missing = present.sections
    .filter((section) => section.baseKey !== null && !matched.has(section.id))
    .map(({ id }): SectionReport => ({ path: before(id), papers: 0, status: 'missing' }))
  return [...sections, ...missing]
}

function reportText(plan: ImportPlan, text: string): { prose: ProseReport[]; refused: RefusedReport[] } {
  const { document, decided } = plan
  const starts = lineStarts(text)
  const part = (found: { span: Span; section: number | null } & object) => ({
    key: decided.keys.get(found as SourceDocument['prose'][number]) ?? '',
    section: found.section === null ? [] : (document.sections[found.section]?.path ?? []),
    line: lineAt(starts, found.span.start),
    endLine: lineAt(starts, Math.max(found.span.start, found.span.end - 1)),
    text: clip(text.slice(found.span.start, found.span.end).trim(), MAX_EXCERPT),
  })
  return {
    prose: document.prose.map((found) => ({ ...part(found), kind: found.kind, reason: found.reason ?? null })),
    refused: document.refused.map((found) => ({ ...part(found), reason: found.reason })),
  }
}

/** Says what a plan does: see ImportReport. */
export function buildReport(plan: ImportPlan, present: PresentList, frame: Frame): ImportReport {
  const { document } = plan
  const { before, after } = sectionPaths(plan, present)
  const sections = reportSections(plan, present, before)
  const statuses = plan.papers.map(statusOf)
  const count = (status: string) => statuses.filter((found) => found === status).length
  const missing = plan.missing.map((paper) => ({
    title: paper.title,
    section: before(paper.placements[0]?.sectionId ?? ''),
  }))
  const missingImages = frame.assets.flatMap(({ path, status }) =>
    status === 'missing' ? [`The image ${path} did not come with the file.`] : [],
  )
  const lines = reportLines(frame.text, document)
  return {
    list: frame.list,
    source: frame.source,
    dryRun: frame.dryRun,
    hasChanges: plan.changesList || frame.isNewText || frame.assets.some((asset) => asset.status === 'added'),
    revisionId: null,
    counts: {
      added: count('added'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      conflicts: count('conflict'),
      missing: missing.length,
      papers: document.entries.length,
      distinct: plan.papers.length,
      sections: sections.filter((section) => section.status !== 'missing').length,
      prose: document.prose.length,
      refused: document.refused.length,
    },
    sections,
    papers: reportPapers(plan, before, after),
    missing,
    removals: plan.removals.map(({ id, kind, title, sectionId, isEdited, isAgreed }) => ({
      id,
      kind,
      title,
      section: before(sectionId),
      isEdited,
      isAgreed,
    })),
    ...reportText(plan, frame.text),
    lines,
    unaccountedLines: unaccountedIn(lines),
    assets: frame.assets,
    warnings: [...missingImages, ...plan.warnings],
  }
}
