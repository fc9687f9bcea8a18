import { diffLines } from 'diff'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import type { PaperState } from './fields/list-state.ts'
import { README_STYLES } from './readmes.fixture.ts'
import { stateOfDocument } from './state-of-document.ts'
import { missingFields } from './fields/wanted.ts'
import { writeReadme } from './write-readme.ts'

type Edit = Partial<Pick<PaperState, 'title' | 'authors' | 'authorsTruncated' | 'venue' | 'year' | 'links'>>

const word = fc.constantFrom('Scaling', 'Sparse', 'Models', 'Learning', 'with', 'Graphs', 'Attention', 'Robust')
const title = fc.array(word, { minLength: 3, maxLength: 7 }).map((words) => words.join(' '))
const author = fc.record({
  family: fc.constantFrom('Noether', 'Turing', 'Hopper', 'Curie', 'Ramanujan'),
  given: fc.constantFrom('E.', 'A. M.', 'G.', 'S.'),
})
const authors = fc.uniqueArray(author, { minLength: 2, maxLength: 4, selector: ({ family }) => family })
const link = fc.constantFrom(
  { kind: 'code' as const, url: 'https://github.com/hopper/cobol', label: null },
  { kind: 'slides' as const, url: 'https://example.org/talk.pdf', label: 'slides' },
)

/** One change of a paper, as a function of what it was. */
const edit: fc.Arbitrary<(paper: PaperState) => Edit> = fc.oneof(
  title.map((value) => () => ({ title: value })),
  authors.map((value) => () => ({ authors: value, authorsTruncated: false })),
  fc.constantFrom('NeurIPS', 'ICML', 'Nature').map((value) => () => ({ venue: value })),
  fc.integer({ min: 1990, max: 2026 }).map((value) => () => ({ year: value })),
  link.map((value) => ({ links }: PaperState) => ({ links: [...links.filter(({ url }) => url !== value.url), value] })),
  fc.integer({ min: 1, max: 9 }).map((number) => ({ links: [first, ...others] }: PaperState) => {
    return first ? { links: [{ ...first, url: `https://arxiv.org/abs/1706.0376${number}` }, ...others] } : {}
  }),
)

/** The lines of `text` (from 1) that another text does not have in their place. */
function changedLines(text: string, other: string): number[] {
  const lines: number[] = []
  let at = 1
  for (const { added, removed, count } of diffLines(text, other)) {
    if (removed) lines.push(...Array.from({ length: count }, (_, index) => at + index))
    if (!added) at += count
  }
  return lines
}

describe.each(Object.entries(README_STYLES))('exporting edits of %s', (_style, text) => {
  const document = readDocument(text)

  it('reads papers in it', () => expect(document.entries.length).toBeGreaterThan(1))

  it('gives back the text where nobody edited it, in any line ends', () => {
    for (const eol of ['\n', '\r\n', '\r']) {
      const source = `\ufeff${text.replace(/\n/g, eol)}`.trimEnd()
      expect(writeReadme(source, stateOfDocument(readDocument(source)))).toBe(source)
    }
  })

  it('is read back as it was edited, and touches only the lines of the entry', { timeout: 60_000 }, () => {
    const index = fc.nat({ max: document.entries.length - 1 })
    fc.assert(
      fc.property(index, fc.array(edit, { minLength: 1, maxLength: 3 }), (at, edits) => {
        const state = stateOfDocument(document)
        const placement = state.placements[at]
        const entry = document.entries[at]
        if (!placement || !entry) throw new Error('There is no such entry.')
        for (const change of edits) placement.paper = { ...placement.paper, ...change(placement.paper) }
        const exported = writeReadme(text, state)
        const read = readDocument(exported)
        expect(read.entries).toHaveLength(document.entries.length)
        for (const [number, found] of read.entries.entries()) {
          expect(missingFields(found, state.placements[number]?.paper ?? found)).toEqual([])
          expect(found.note).toBe(document.entries[number]?.note)
        }
        const lines = changedLines(text, exported)
        expect(lines.every((line) => line >= entry.line && line <= entry.endLine)).toBe(true)
      }),
      { numRuns: 40, seed: 7 },
    )
  })
})
