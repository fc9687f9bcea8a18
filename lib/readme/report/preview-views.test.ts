import { describe, expect, it } from 'vitest'
import { pageOf } from '#lib/paging.ts'
import { lineCoverage } from './line-coverage.ts'
import { chosenView, papersOf, viewCounts } from './preview-views.ts'
import type { ImportReport, PaperReport } from '#lib/readme/report.ts'

const paper = (title: string, rest: Partial<PaperReport> = {}): PaperReport => ({
  key: title,
  paperId: null,
  status: 'added',
  changes: [],
  conflicts: [],
  corrected: [],
  title,
  url: null,
  authors: '',
  venue: null,
  year: null,
  section: [],
  line: 1,
  endLine: 1,
  confidence: 0.9,
  reason: '',
  links: [],
  identifiers: [],
  ...rest,
})

const report = (papers: PaperReport[], rest: Partial<ImportReport> = {}): ImportReport => ({
  list: { slug: 'a', title: 'A', revision: 1 },
  source: { origin: 'README.md', sha256: '', title: null },
  dryRun: true,
  hasChanges: true,
  revisionId: null,
  counts: {
    added: 0,
    changed: 0,
    unchanged: 0,
    conflicts: 0,
    missing: 0,
    papers: 0,
    distinct: 0,
    sections: 0,
    prose: 0,
    refused: 0,
  },
  sections: [],
  papers,
  missing: [],
  removals: [],
  prose: [],
  refused: [],
  lines: [{ from: 1, to: 4, became: 'paper', number: 1, because: null }],
  unaccountedLines: [],
  assets: [],
  warnings: [],
  ...rest,
})

const titles = (papers: PaperReport[]) => papers.map((each) => each.title)
const conflict = { field: 'title' as const, base: 'a', ours: 'b', theirs: 'c', chosen: null }

describe('the views of a preview', () => {
  it('show the least sure first, and what was corrected after what still waits', () => {
    const papers = [
      paper('sure'),
      paper('vague', { confidence: 0.5 }),
      paper('corrected', { confidence: 1, corrected: ['title'] }),
      paper('vaguest', { confidence: 0.1 }),
    ]
    expect(titles(papersOf(report(papers), 'doubtful'))).toEqual(['vaguest', 'vague', 'corrected'])
    expect(viewCounts(report(papers)).doubtful).toBe(2)
  })

  it('ask for no second look at a doubtful entry that changes nothing', () => {
    expect(papersOf(report([paper('old', { confidence: 0.1, status: 'unchanged' })]), 'doubtful')).toEqual([])
  })

  it('keep a settled conflict in sight, behind the open ones', () => {
    const papers = [
      paper('settled', { status: 'changed', conflicts: [{ ...conflict, chosen: 'theirs' }] }),
      paper('open', { status: 'conflict', conflicts: [conflict] }),
    ]
    expect(titles(papersOf(report(papers), 'conflicts'))).toEqual(['open', 'settled'])
    expect(viewCounts(report(papers))).toMatchObject({ conflicts: 1, changed: 0 })
  })

  it('begin with the one that asks for a look, unless another is asked for', () => {
    const mixed = report([paper('new'), paper('vague', { confidence: 0.2 })])
    expect(chosenView(mixed, null)).toBe('doubtful')
    expect(chosenView(mixed, 'new')).toBe('new')
    expect(chosenView(mixed, 'nonsense')).toBe('doubtful')
    expect(chosenView(report([paper('new')]), null)).toBe('new')
    expect(chosenView(report([], { lines: [] }), null)).toBe('lines')
  })
})

it('the coverage of the lines adds up to the file, and always says how many are unaccounted for', () => {
  const coverage = lineCoverage([
    { from: 1, to: 1, became: 'title', number: null, because: null },
    { from: 2, to: 3, became: 'blank', number: null, because: null },
    { from: 4, to: 8, became: 'paper', number: 1, because: null },
    { from: 9, to: 9, became: 'blank', number: null, because: null },
  ])
  expect(coverage).toEqual([
    { became: 'title', lines: 1 },
    { became: 'paper', lines: 5 },
    { became: 'blank', lines: 3 },
    { became: 'unaccounted', lines: 0 },
  ])
  expect(coverage.reduce((sum, { lines }) => sum + lines, 0)).toBe(9)
})

it('a page that does not exist is the nearest one that does', () => {
  const rows = [1, 2, 3, 4, 5]
  expect(pageOf(rows, 2, 2)).toEqual({ rows: [3, 4], page: 2, pages: 3 })
  expect(pageOf(rows, 9, 2)).toEqual({ rows: [5], page: 3, pages: 3 })
  expect(pageOf(rows, Number.NaN, 2).page).toBe(1)
  expect(pageOf([], 1, 2)).toEqual({ rows: [], page: 1, pages: 1 })
})
