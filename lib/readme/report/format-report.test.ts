import { afterAll, describe, expect, it, vi } from 'vitest'
import { closeWorkPool } from '#lib/work/pool.ts'
import { formatReport, summarizeLines } from './format-report.ts'
import { previewNewList } from '#lib/readme/apply/prepare/preview-new.ts'

const TEXT = `# Reading

A word of welcome.

## One

Noether, E. [**Invariante Variationsprobleme**](https://arxiv.org/abs/physics/0503066) arXiv (2005)

<details><summary>Notes</summary>

A note.
</details>
`
const preview = () =>
  previewNewList(
    { bytes: new TextEncoder().encode(TEXT), origin: 'README.md', assets: new Map() },
    { slug: 'reading', title: 'Reading' },
  )

// The worker pool's threads start with the first text.
vi.setConfig({ testTimeout: 60_000 })
afterAll(closeWorkPool)

describe('the report as text', () => {
  it('names the papers, the sections, and what became of every line', async () => {
    const report = await preview()
    expect(formatReport(report).split('\n')).toEqual([
      'README.md → Reading (reading): 1 paper in 1 section',
      '  One (1) added',
      '',
      'Added:',
      '  + line 7: Invariante Variationsprobleme',
      '',
      expect.stringMatching(/^\d+ lines: .* of papers, 1 of notes, 2 of headings, 1 kept as text, \d+ blank\.$/),
      '1 added, 0 changed, 0 unchanged. Nothing was written.',
    ])
    const counted = report.lines.reduce((sum, { from, to }) => sum + to - from + 1, 0)
    expect(counted).toBe(TEXT.split('\n').length)
    expect(report.unaccountedLines).toEqual([])
  })

  it('puts what is doubtful before everything else, the least sure first', async () => {
    const report = await preview()
    const [paper] = report.papers
    if (!paper) throw new Error('no paper')
    const doubtful = (title: string, confidence: number) => ({ ...paper, title, confidence, reason: 'bold words' })
    const text = formatReport({
      ...report,
      papers: [paper, doubtful('Half sure', 0.5), doubtful('Less sure', 0.4)],
      refused: [{ key: 'r9', section: [], line: 9, endLine: 9, text: 'x', reason: 'no title' }],
    })
    const at = (words: string) => text.indexOf(words)
    expect(at('Doubtful')).toBeLessThan(at('Less sure'))
    expect(at('Less sure')).toBeLessThan(at('Half sure'))
    expect(at('Half sure')).toBeLessThan(at('Added:'))
    expect(text).toContain('      40 % sure: bold words')
    expect(text).toContain('  line 9: no title: x')
  })

  it('says how a conflict was settled', async () => {
    const report = await preview()
    const [paper] = report.papers
    if (!paper) throw new Error('no paper')
    const conflict = { field: 'venue' as const, base: 'a', ours: 'b', theirs: 'c' }
    const text = (chosen: 'theirs' | null) =>
      formatReport({ ...report, papers: [{ ...paper, status: 'conflict', conflicts: [{ ...conflict, chosen }] }] })
    expect(text(null)).toContain('venue: kept b; the file has c')
    expect(text('theirs')).toContain('venue: took the file’s')
  })

  it('does not hide a lost line', () => {
    expect(summarizeLines([{ from: 1, to: 2, became: 'unaccounted', number: null, because: null }])).toBe(
      '2 lines: 2 unaccounted for.',
    )
  })
})
