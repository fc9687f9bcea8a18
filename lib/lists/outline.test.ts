import { describe, expect, it } from 'vitest'
import { buildOutline, findSection, flattenOutline, outlineWithin, pathToSection } from './outline.ts'

const section = (id: string, parentId: string | null, count: number) => ({
  id,
  parentId,
  title: id.toUpperCase(),
  count,
})
const outline = buildOutline([
  section('papers', null, 0),
  section('pre', 'papers', 0),
  section('post', 'papers', 2),
  section('tuning', 'post', 3),
  section('hardware', 'papers', 1),
  section('orphan', 'removed', 9),
])

describe('an outline', () => {
  it('nests sections, counts what stands in them and below, and keeps the empty one', () => {
    expect(flattenOutline(outline).map(({ id, depth, count, total }) => [id, depth, count, total])).toEqual([
      ['papers', 0, 0, 6],
      ['pre', 1, 0, 0],
      ['post', 1, 2, 5],
      ['tuning', 2, 3, 3],
      ['hardware', 1, 1, 1],
    ])
  })

  it('finds the way to a section, and nothing below a removed one', () => {
    expect(pathToSection(outline, 'tuning').map(({ title }) => title)).toEqual(['PAPERS', 'POST', 'TUNING'])
    expect(findSection(outline, 'orphan')).toBeNull()
  })

  it('shows one section as an outline of its own', () => {
    expect(flattenOutline(outlineWithin(outline, 'post')).map(({ id, depth }) => [id, depth])).toEqual([
      ['post', 0],
      ['tuning', 1],
    ])
    expect(outlineWithin(outline, 'nowhere')).toEqual([])
  })
})
