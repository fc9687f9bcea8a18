import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'

/** An edit of a text, as Yjs tells it: what stays, comes and goes, from the beginning on. */
export type TextDelta = readonly { retain?: number; insert?: unknown; delete?: number }[]

/** The text after an edit. What is inserted and is no text is left out. */
export function editText(text: string, delta: TextDelta): string {
  let at = 0
  let edited = ''
  for (const { retain = 0, insert, delete: deleted = 0 } of delta) {
    edited += text.slice(at, at + retain)
    if (typeof insert === 'string') edited += insert
    at += retain + deleted
  }
  return edited + text.slice(at)
}

/** How one list of blocks becomes the next. */
export type BlockChange = {
  /** How many of the first blocks stay as they are. */
  before: number
  /** How many of the last ones stay, and by how many lines they have moved. */
  after: number
  moved: number
  /** What stands between the two now. */
  blocks: readonly RenderedBlock[]
}

/** The least change from some blocks to others: a message about a long note is as short as the edit. */
export function changeOf(old: readonly RenderedBlock[], blocks: readonly RenderedBlock[]): BlockChange {
  const most = Math.min(old.length, blocks.length)
  let before = 0
  while (before < most && isSame(old[before], blocks[before], 0)) before++
  const moved = (blocks.at(-1)?.line ?? 0) - (old.at(-1)?.line ?? 0)
  let after = 0
  while (after < most - before && isSame(old[old.length - 1 - after], blocks[blocks.length - 1 - after], moved)) after++
  return { before, after, moved, blocks: blocks.slice(before, blocks.length - after) }
}

function isSame(old: RenderedBlock | undefined, block: RenderedBlock | undefined, moved: number): boolean {
  return (
    old !== undefined &&
    old.key === block?.key &&
    old.line + moved === block.line &&
    old.endLine + moved === block.endLine
  )
}

/** The blocks after a change; those that stayed in their lines are the same objects. */
export function applyChange(old: readonly RenderedBlock[], change: BlockChange): readonly RenderedBlock[] {
  const { before, after, moved, blocks } = change
  const last = old.slice(old.length - after)
  const rest =
    moved === 0 ? last : last.map((block) => ({ ...block, line: block.line + moved, endLine: block.endLine + moved }))
  return [...old.slice(0, before), ...blocks, ...rest]
}
