import { describe, expect, it } from 'vitest'
import { depthOf, heightOf, subtreeIds } from './section-tree.ts'

const row = (id: string, parentId: string | null, removed = false) => ({ id, parentId, title: id, removed })
const rows = [row('a', null), row('b', 'a'), row('c', 'b'), row('d', 'c', true), row('e', null)]

describe('the sections as a tree', () => {
  it('takes everything below a section with it, removed sections included', () => {
    expect(subtreeIds(rows, 'a')).toEqual(['a', 'b', 'c', 'd'])
    expect(subtreeIds(rows, 'e')).toEqual(['e'])
  })

  it('counts levels from the top, and below only those that are seen', () => {
    expect([depthOf(rows, null), depthOf(rows, 'a'), depthOf(rows, 'c')]).toEqual([0, 1, 3])
    expect([heightOf(rows, 'a'), heightOf(rows, 'c'), heightOf(rows, 'e')]).toEqual([3, 1, 1])
  })
})
