import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'

/** Some blocks that follow each other, drawn as one: a long note has few of them, and an edit touches one. */
export type Chunk = { key: number; blocks: readonly RenderedBlock[] }

const USUAL = 4
const MOST = 8

const isSame = (a: RenderedBlock | undefined, b: RenderedBlock | undefined) => a !== undefined && a.key === b?.key
const holds = (chunk: Chunk, blocks: readonly RenderedBlock[], at: number) =>
  at >= 0 && chunk.blocks.every((block, index) => isSame(block, blocks[at + index]))

let lastKey = 0

function cut(blocks: readonly RenderedBlock[]): (readonly RenderedBlock[])[] {
  if (blocks.length === 0) return []
  if (blocks.length <= MOST) return [blocks]
  return Array.from({ length: Math.ceil(blocks.length / USUAL) }, (_, index) =>
    blocks.slice(index * USUAL, (index + 1) * USUAL),
  )
}

/**
 * The blocks in chunks. Those before and after an edit are the very same objects as they were `before`;
 * the one it happened in keeps its key. Where a block stands in the text is not looked at: that is in `blocks`.
 */
export function chunksOf(before: readonly Chunk[], blocks: readonly RenderedBlock[]): readonly Chunk[] {
  let first = 0
  let from = 0
  for (let chunk = before[first]; chunk && holds(chunk, blocks, from); chunk = before[++first])
    from += chunk.blocks.length
  let last = before.length
  let to = blocks.length
  for (let chunk = before[last - 1]; chunk && last > first; chunk = before[last - 1]) {
    const at = to - chunk.blocks.length
    if (at < from || !holds(chunk, blocks, at)) break
    to = at
    last -= 1
  }
  if (first === before.length && from === blocks.length) return before
  const changed = cut(blocks.slice(from, to)).map((some, index) => {
    const old = before[first + index]
    return { key: old && first + index < last ? old.key : ++lastKey, blocks: some }
  })
  return [...before.slice(0, first), ...changed, ...before.slice(last)]
}
