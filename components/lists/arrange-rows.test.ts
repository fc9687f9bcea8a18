import { describe, expect, it } from 'vitest'
import { buildOutline } from '#lib/lists/outline.ts'
import { arrangeRows } from './arrange-rows.ts'

const section = (id: string, parentId: string | null, count: number) => ({ id, parentId, title: id, count })
const outline = buildOutline([
  section('papers', null, 0),
  section('pre', 'papers', 0),
  section('post', 'papers', 2),
  section('tuning', 'post', 2),
  section('hardware', 'papers', 1),
  section('talks', null, 0),
])
const rows = (...ids: string[]) => ids.map((sectionId) => ({ sectionId }))
const shown = (page: Parameters<typeof arrangeRows>[1], isFiltered = false) =>
  arrangeRows(outline, page, isFiltered).map(
    ({ section: { id }, isContinued, isEmpty, rows: own }) =>
      `${id}${isContinued ? '…' : ''}${isEmpty ? ' empty' : ''} ${own.length}`,
  )

describe('the headings of a page', () => {
  it('are all sections of a short list, the empty ones too', () => {
    const page = { rows: rows('post', 'post', 'tuning', 'tuning', 'hardware'), afterSectionId: null, nextCursor: null }
    expect(shown(page)).toEqual(['papers 0', 'pre empty 0', 'post 2', 'tuning 2', 'hardware 1', 'talks empty 0'])
  })

  it('come once over several pages; what a page goes on with is said to be continued', () => {
    expect(shown({ rows: rows('post', 'post', 'tuning'), afterSectionId: null, nextCursor: 'x' })).toEqual([
      'papers 0',
      'pre empty 0',
      'post 2',
      'tuning 1',
    ])
    expect(shown({ rows: rows('tuning', 'hardware'), afterSectionId: 'tuning', nextCursor: null })).toEqual([
      'papers… 0',
      'post… 0',
      'tuning… 1',
      'hardware 1',
      'talks empty 0',
    ])
  })

  it('are only those around what a filter leaves', () => {
    expect(shown({ rows: rows('tuning'), afterSectionId: null, nextCursor: null }, true)).toEqual([
      'papers 0',
      'post 0',
      'tuning 1',
    ])
    expect(shown({ rows: [], afterSectionId: null, nextCursor: null }, true)).toEqual([])
  })
})
