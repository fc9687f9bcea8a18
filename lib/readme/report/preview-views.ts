import type { ImportReport, PaperReport } from '#lib/readme/report.ts'

/** What one may look at of a preview, in the order in which it asks for a look. */
export const PREVIEW_VIEWS = [
  'doubtful',
  'conflicts',
  'new',
  'changed',
  'removed',
  'text',
  'unchanged',
  'sections',
  'lines',
] as const
export type PreviewView = (typeof PREVIEW_VIEWS)[number]

/** Below it an entry was read with doubts. */
const SURE = 0.7

/** Read with doubts, and nobody has said yet that it is right. One that changes nothing asks for nothing. */
export const isDoubtful = (paper: PaperReport) =>
  paper.confidence < SURE && paper.status !== 'unchanged' && paper.corrected.length === 0

export const isOpenConflict = (paper: PaperReport) => paper.conflicts.some((conflict) => conflict.chosen === null)

/** A paper with conflicts that have all been settled is still looked up under Conflicts. */
const hasConflict = (paper: PaperReport) => paper.conflicts.length > 0

const MATCHES: Partial<Record<PreviewView, (paper: PaperReport) => boolean>> = {
  doubtful: (paper) => isDoubtful(paper) || paper.corrected.length > 0,
  conflicts: hasConflict,
  new: (paper) => paper.status === 'added',
  changed: (paper) => paper.status === 'changed' && !hasConflict(paper),
  unchanged: (paper) => paper.status === 'unchanged' && !hasConflict(paper),
}

/** The entries that a view shows: what still waits for a person first, the least sure before the others. */
export function papersOf(report: ImportReport, view: PreviewView): PaperReport[] {
  const matches = MATCHES[view]
  if (!matches) return []
  const papers = report.papers.filter(matches)
  if (view === 'doubtful') {
    return papers.toSorted((a, b) => Number(isDoubtful(b)) - Number(isDoubtful(a)) || a.confidence - b.confidence)
  }
  if (view === 'conflicts') return papers.toSorted((a, b) => Number(isOpenConflict(b)) - Number(isOpenConflict(a)))
  return papers
}

/** How much there is in each view. Conflicts and doubts count what still waits. */
export function viewCounts(report: ImportReport): Record<PreviewView, number> {
  const count = (view: PreviewView) => papersOf(report, view).length
  return {
    doubtful: report.papers.filter(isDoubtful).length,
    conflicts: report.papers.filter(isOpenConflict).length,
    new: count('new'),
    changed: count('changed'),
    removed: report.removals.length,
    text: report.refused.length + report.prose.length,
    unchanged: count('unchanged'),
    sections: report.sections.length,
    lines: report.lines.at(-1)?.to ?? 0,
  }
}

/** The view that was asked for, or the first that has something to look at. */
export function chosenView(report: ImportReport, asked: string | null): PreviewView {
  const known = PREVIEW_VIEWS.find((view) => view === asked)
  if (known) return known
  const counts = viewCounts(report)
  return PREVIEW_VIEWS.find((view) => counts[view] > 0) ?? 'lines'
}

/** Views that an emptied tab would leave without a trace of what was decided stay. */
export function shownViews(report: ImportReport, counts: Record<PreviewView, number>): PreviewView[] {
  return PREVIEW_VIEWS.filter((view) => counts[view] > 0 || papersOf(report, view).length > 0 || view === 'lines')
}
