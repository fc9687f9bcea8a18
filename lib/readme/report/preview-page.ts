import { pageOf } from '#lib/paging.ts'
import { type PreviewView, chosenView, papersOf, shownViews, viewCounts } from './preview-views.ts'
import { type LineCoverage, lineCoverage } from './line-coverage.ts'
import type {
  ImportReport,
  LineReport,
  PaperReport,
  ProseReport,
  RefusedReport,
  RemovalOffer,
  SectionReport,
} from '#lib/readme/report.ts'
import { lineStarts } from '#lib/readme/span.ts'

/** Rich rows are dear: a list of thousands comes page by page. */
const PAPERS_A_PAGE = 40
const PARTS_A_PAGE = 60
const LINES_A_PAGE = 400
/** Lines of the file that are shown beside one entry. */
const MAX_SOURCE_LINES = 60

/** The view and page that a person asks for; what does not exist becomes the nearest that does. */
export type AskedPage = { show: string | null; page: number }

export type PreviewPaper = PaperReport & {
  /** Its lines in the file, from the first on. */
  source: string[]
}
/** Some lines of the file that became the same; `title` of the paper that they belong to. */
export type PreviewLines = LineReport & { title: string | null; text: string[] }
export type TextPart = (RefusedReport & { isRefused: true }) | (ProseReport & { isRefused: false })

export type PreviewBody =
  | { kind: 'papers'; papers: PreviewPaper[] }
  | { kind: 'text'; parts: TextPart[] }
  | { kind: 'lines'; lines: PreviewLines[] }
  | { kind: 'removed'; removals: RemovalOffer[] }
  | { kind: 'sections'; sections: SectionReport[] }

/** One page of what importing a text would do, with what its frame says of the whole. */
export type PreviewPage = Pick<ImportReport, 'list' | 'source' | 'counts' | 'hasChanges' | 'warnings'> & {
  /** Of the file. */
  entries: number
  coverage: LineCoverage
  views: PreviewView[]
  viewCounts: Record<PreviewView, number>
  view: PreviewView
  page: number
  pages: number
  body: PreviewBody
}

/** The file's lines without their ends, line 1 first. */
function linesOf(text: string): (from: number, to: number) => string[] {
  const starts = lineStarts(text)
  const line = (number: number) =>
    text.slice(starts[number - 1], starts[number] ?? text.length).replace(/^\uFEFF|[\r\n]+$/g, '')
  return (from, to) => {
    const last = Math.min(to, starts.length)
    return Array.from({ length: Math.max(0, last - from + 1) }, (_, at) => line(from + at))
  }
}

/** The ranges that lie in the lines `from` to `to`, cut to them. */
function within(ranges: readonly LineReport[], from: number, to: number): LineReport[] {
  return ranges
    .filter((range) => range.to >= from && range.from <= to)
    .map((range) => ({ ...range, from: Math.max(from, range.from), to: Math.min(to, range.to) }))
}

type Shown = { body: PreviewBody; page: number; pages: number }

function bodyOf(report: ImportReport, text: string, view: PreviewView, asked: number): Shown {
  const one = { page: 1, pages: 1 }
  if (view === 'removed') return { ...one, body: { kind: 'removed', removals: report.removals } }
  if (view === 'sections') return { ...one, body: { kind: 'sections', sections: report.sections } }
  const lines = linesOf(text)
  if (view === 'lines') {
    const total = report.lines.at(-1)?.to ?? 0
    const pages = Math.max(1, Math.ceil(total / LINES_A_PAGE))
    const page = Math.min(Math.max(1, Number.isInteger(asked) ? asked : 1), pages)
    const found = within(report.lines, (page - 1) * LINES_A_PAGE + 1, page * LINES_A_PAGE)
    const shown = found.map((range): PreviewLines => {
      const title = range.became === 'paper' && range.number !== null ? report.papers[range.number - 1]?.title : null
      return { ...range, title: title ?? null, text: lines(range.from, range.to) }
    })
    return { page, pages, body: { kind: 'lines', lines: shown } }
  }
  if (view === 'text') {
    const all: TextPart[] = [
      ...report.refused.map((part) => ({ ...part, isRefused: true as const })),
      ...report.prose.map((part) => ({ ...part, isRefused: false as const })),
    ]
    const { rows, page, pages } = pageOf(all, asked, PARTS_A_PAGE)
    return { page, pages, body: { kind: 'text', parts: rows } }
  }
  const { rows, page, pages } = pageOf(papersOf(report, view), asked, PAPERS_A_PAGE)
  const papers = rows.map((paper): PreviewPaper => {
    const { line, endLine } = paper
    return { ...paper, source: lines(line, Math.min(endLine, line + MAX_SOURCE_LINES - 1)) }
  })
  return { page, pages, body: { kind: 'papers', papers } }
}

/** The page of a report that a person asks for. Takes time that grows with the file: for the worker pool. */
export function previewPage(report: ImportReport, text: string, asked: AskedPage): PreviewPage {
  const { list, source, counts, hasChanges, warnings } = report
  const found = viewCounts(report)
  const view = chosenView(report, asked.show)
  return {
    list,
    source,
    counts,
    hasChanges,
    warnings,
    entries: report.papers.length,
    coverage: lineCoverage(report.lines),
    views: shownViews(report, found),
    viewCounts: found,
    view,
    ...bodyOf(report, text, view, asked.page),
  }
}
