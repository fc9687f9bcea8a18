import { expect, it } from 'vitest'
import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'
import { chunksOf } from './chunks.ts'

const block = (key: string): RenderedBlock => ({ key, html: key, source: key, line: 0, endLine: 0, tasks: [] })
const many = (count: number) => Array.from({ length: count }, (_, index) => block(String(index)))
const keysIn = (chunks: ReturnType<typeof chunksOf>) => chunks.flatMap(({ blocks }) => blocks.map(({ key }) => key))

it('an edit of one block leaves all other chunks as they are, and its own where it is', () => {
  const blocks = many(100)
  const before = chunksOf([], blocks)
  const edited = blocks.with(50, block('new'))
  const after = chunksOf(before, edited)
  expect(keysIn(after)).toEqual(edited.map(({ key }) => key))
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key))
  expect(after.filter((chunk, index) => chunk !== before[index])).toHaveLength(1)
  expect(chunksOf(after, [...edited])).toBe(after)
})

it('blocks that come and go are in their place, and a chunk that grows too large is cut', () => {
  let blocks = many(40)
  let chunks = chunksOf([], blocks)
  for (let times = 0; times < 60; times++) {
    blocks = blocks.toSpliced((times * 7) % blocks.length, times % 3 === 0 ? 1 : 0, block(`new ${times}`))
    chunks = chunksOf(chunks, blocks)
    expect(keysIn(chunks)).toEqual(blocks.map(({ key }) => key))
    expect(new Set(chunks.map(({ key }) => key)).size).toBe(chunks.length)
  }
  expect(Math.max(...chunks.map((chunk) => chunk.blocks.length))).toBeLessThanOrEqual(8)
  expect(chunksOf(chunks, [])).toEqual([])
})
