import { describe, expect, it } from 'vitest'
import type { PaperPage } from '#lib/papers/queries.ts'
import type { PaperCard, PaperView } from '#lib/papers/schema.ts'
import type { CommentView, ThreadView } from '#lib/discussion/schema.ts'
import { presentList, presentNote, presentPage, presentPaper, presentSection, presentThreads } from './present.ts'

/** Every key that occurs anywhere in a value, with the way to it: "rows[].authors[].family". */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keysOf(item, `${path}[]`)))].sort()
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  return [...new Set(entries.flatMap(([key, item]) => [`${path}.${key}`, ...keysOf(item, `${path}.${key}`)]))].sort()
}

/** What must never come out, planted in every object that goes in. */
const INSIDE = {
  version: 7,
  createdBy: 'emmy@example.org',
  removalId: 'r1',
  spanStart: 4,
  updatedAt: new Date(),
  secret: 'SECRET',
}

const facts = {
  ...INSIDE,
  id: 'p1',
  title: 'A paper',
  authors: [{ ...INSIDE, family: 'Noether', given: 'E.', afterGap: true }],
  authorsTruncated: false,
  venue: 'ICLR',
  year: 2024,
  links: [{ ...INSIDE, kind: 'paper' as const, url: 'https://example.org', label: null }],
  identifiers: [{ ...INSIDE, scheme: 'arxiv' as const, value: '2401.00001' }],
}
const FACTS = [
  'authors',
  'authors[].afterGap',
  'authors[].family',
  'authors[].given',
  'authorsTruncated',
  'id',
  'identifiers',
  'identifiers[].scheme',
  'identifiers[].value',
  'links',
  'links[].kind',
  'links[].label',
  'links[].url',
  'title',
  'venue',
  'year',
]
const card: PaperCard = { ...facts, hasNote: true, sectionId: 's1' }

describe('what leaves the house', () => {
  it('is of a list its title, description and whether it may be indexed', () => {
    const inside = {
      ...INSIDE,
      id: 'l1',
      slug: 'reading',
      title: 'Reading',
      description: 'Ours',
      visibility: 'PUBLIC' as const,
      katexMacros: { '\\R': '\\mathbb{R}', odd: 3 },
    }
    const shown = presentList(inside, { isWhole: true })
    expect(shown).toEqual({
      title: 'Reading',
      description: 'Ours',
      isIndexable: true,
      macros: { '\\R': '\\mathbb{R}' },
    })
    expect(presentList({ ...inside, visibility: 'PRIVATE' }, { isWhole: false })).toMatchObject({
      description: null,
      isIndexable: false,
    })
  })

  it('is of a section its place, title and counts', () => {
    const child = { ...INSIDE, id: 's2', title: 'Below', depth: 1, count: 1, total: 1, children: [] }
    const shown = presentSection({ ...INSIDE, id: 's1', title: 'Top', depth: 0, count: 0, total: 1, children: [child] })
    const keys = ['children', 'count', 'depth', 'id', 'title', 'total']
    expect(keysOf(shown)).toEqual([...keys.map((key) => `.${key}`), ...keys.map((key) => `.children[].${key}`)].sort())
  })

  it('is of a page its rows and what they can be narrowed by, key by key', () => {
    const page = {
      ...INSIDE,
      rows: [card],
      nextCursor: 'next',
      total: 1,
      of: 1,
      afterSectionId: null,
      facets: {
        ...INSIDE,
        years: [{ ...INSIDE, year: 2024, count: 1 }],
        venues: [{ ...INSIDE, venue: 'ICLR', count: 1 }],
      },
    } as unknown as PaperPage
    const shown = presentPage(page, { includeNotes: true })
    const top = [
      '.afterSectionId',
      '.facets',
      '.facets.venues',
      '.facets.venues[].count',
      '.facets.venues[].venue',
      '.facets.years',
      '.facets.years[].count',
      '.facets.years[].year',
      '.nextCursor',
      '.of',
      '.rows',
      '.total',
    ]
    expect(keysOf(shown)).toEqual([...top, ...[...FACTS, 'hasNote', 'sectionId'].map((key) => `.rows[].${key}`)].sort())
    expect(JSON.stringify(shown)).not.toMatch(/SECRET|emmy@/)
  })

  it('does not tell that there is a note where notes are not shared', () => {
    const page = { rows: [card], facets: { years: [], venues: [] } } as unknown as PaperPage
    expect(presentPage(page, { includeNotes: false }).rows[0]?.hasNote).toBe(false)
    expect(presentPage(page, { includeNotes: true }).rows[0]?.hasNote).toBe(true)
  })

  it('is of a paper what its readers need, and its places within the share only', () => {
    const placements = [
      { ...INSIDE, id: 'pl1', sectionId: 's1', path: ['Secret plans', 'Top'] },
      { ...INSIDE, id: 'pl2', sectionId: 's9', path: ['Secret plans'] },
    ]
    const paper = { ...facts, abstract: 'About', createdAt: new Date(), placements } as PaperView
    const shown = presentPaper(paper, (sectionId) => (sectionId === 's1' ? ['Top'] : null))
    const own = ['abstract', 'placements', 'placements[].path', 'placements[].sectionId']
    expect(keysOf(shown)).toEqual([...FACTS, ...own].map((key) => `.${key}`).sort())
    expect(shown.placements).toEqual([{ sectionId: 's1', path: ['Top'] }])
    expect(JSON.stringify(shown)).not.toMatch(/[Ss]ecret|emmy@/i)
  })

  it('is of a note the rendered text alone', () => {
    const note = { ...INSIDE, html: '<p>x</p>', hasMath: false, text: 'x', updatedByName: 'Emmy' }
    expect(presentNote(note)).toEqual({ html: '<p>x</p>', hasMath: false })
  })

  const comment: CommentView = {
    ...INSIDE,
    id: 'c1',
    authorName: 'Emmy',
    html: '<p>So</p>',
    hasMath: false,
    text: 'SECRET',
    createdAt: new Date(),
    isEdited: false,
    isDeleted: false,
    mayEdit: true,
    mayDelete: true,
  }
  const thread: ThreadView = {
    ...INSIDE,
    id: 't1',
    anchor: { start: 'AA==', end: 'AA==' },
    quote: 'the SECRET loss',
    passage: 'the loss',
    isOrphaned: false,
    isResolved: true,
    resolvedByName: 'SECRET',
    createdAt: new Date(),
    comments: [comment],
  }

  it('is of a discussion who said what when by name, and about which passage', () => {
    const shown = presentThreads([thread])
    const own = ['authorName', 'createdAt', 'hasMath', 'html', 'isEdited'].map((key) => `[].comments[].${key}`)
    const top = ['comments', 'isOrphaned', 'isResolved', 'quote'].map((key) => `[].${key}`)
    expect(keysOf(shown)).toEqual([...top, ...own].sort())
    expect(JSON.stringify(shown)).not.toMatch(/SECRET|emmy@/)
  })

  it('is of what was taken back nothing, and of a passage that is gone only that it is', () => {
    const gone = { ...comment, isDeleted: true, html: '' }
    expect(presentThreads([{ ...thread, comments: [gone] }])).toEqual([])
    const [orphan] = presentThreads([{ ...thread, passage: null, isOrphaned: true, comments: [comment, gone] }])
    expect(orphan).toMatchObject({ isOrphaned: true, quote: null })
    expect(orphan?.comments).toHaveLength(1)
  })
})
