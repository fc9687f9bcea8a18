import type { DraftPreview } from '#lib/importing/decisions.ts'
import type { ImportReport, LineReport, PaperReport } from '#lib/importing/report.ts'

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

export const VIEW_LABELS: Record<PreviewView, string> = {
  doubtful: 'Doubtful',
  conflicts: 'Conflicts',
  new: 'New',
  changed: 'Changed',
  removed: 'Removed upstream',
  text: 'Left as text',
  unchanged: 'Unchanged',
  sections: 'Sections',
  lines: 'Line by line',
}

export const VIEW_HINTS: Record<PreviewView, string> = {
  doubtful:
    'Read with doubts, the least sure first. Say that it is right, correct it, or leave it: it comes in as it was read.',
  conflicts:
    'Your group and the file both changed these since the last import. Where nobody chooses, the list’s own stays.',
  new: 'Papers that come into the list. One that the file lists twice stands here for each of its places.',
  changed: 'Papers of the list that the file has anew: what is struck out goes, what is underlined comes.',
  removed: 'The file no longer has these. Each stays in the list unless you tick it; what is removed can be put back.',
  text: 'What becomes no paper. It is kept in the list’s text and comes out again with an export.',
  unchanged: 'Papers that are in the list as the file has them.',
  sections: 'The file’s sections, nested as in the file.',
  lines: 'The whole file, where each line says what it became.',
}

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

/** What still waits for a person, in words; null where nothing does. None of it keeps the import from being applied. */
export function openInWords(report: ImportReport): string | null {
  const { doubtful, conflicts } = viewCounts(report)
  const parts = [
    ...(doubtful > 0 ? [`${doubtful.toLocaleString('en')} doubtful, to come in as read`] : []),
    ...(conflicts > 0 ? [`${conflicts.toLocaleString('en')} in conflict, where the list’s own stays`] : []),
  ]
  return parts.length > 0 ? `Open: ${parts.join('; ')}.` : null
}

/** The view that was asked for, or the first that has something to look at. */
export function chosenView(report: ImportReport, asked: string | null): PreviewView {
  const known = PREVIEW_VIEWS.find((view) => view === asked)
  if (known) return known
  const counts = viewCounts(report)
  return PREVIEW_VIEWS.find((view) => counts[view] > 0) ?? 'lines'
}

/** Views that an emptied tab would leave without a trace of what was decided stay. */
export function shownViews(preview: DraftPreview, counts: Record<PreviewView, number>): PreviewView[] {
  return PREVIEW_VIEWS.filter((view) => counts[view] > 0 || papersOf(preview, view).length > 0 || view === 'lines')
}

/** How many lines became what, in a fixed order, without what there is none of but "unaccounted". */
export function lineAccount(lines: readonly LineReport[]): { became: LineReport['became']; lines: number }[] {
  const order: LineReport['became'][] = [
    'title',
    'section',
    'paper',
    'note',
    'prose',
    'refused',
    'blank',
    'unaccounted',
  ]
  const sums = new Map<LineReport['became'], number>()
  for (const { became, from, to } of lines) sums.set(became, (sums.get(became) ?? 0) + to - from + 1)
  return order
    .map((became) => ({ became, lines: sums.get(became) ?? 0 }))
    .filter(({ became, lines: number }) => number > 0 || became === 'unaccounted')
}
