import type { RefObject } from 'react'
import { type Pane, pointOf, scrollFor } from '../scroll-step.ts'
import type { Blocks } from './use-blocks.ts'

type Mark = { line: number; y: number }

/** The value between two marks that belongs to `at`, where both grow from one mark to the other. */
export function between(at: number, [from, to]: [number, number], [low, high]: [number, number]): number {
  return to <= from ? low : low + Math.max(0, Math.min(1, (at - from) / (to - from))) * (high - low)
}

/** The first index for which `isBeyond` holds, of those from 0 to `count`, which it holds for from there on. */
function firstBeyond(count: number, isBeyond: (index: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBeyond(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * The preview as one of the panes that go in step. Chunks and blocks are found by halving, so that a long
 * note costs no more looks at the layout than a short one.
 */
export function previewPane(
  pane: RefObject<HTMLElement | null>,
  note: RefObject<HTMLElement | null>,
  latest: RefObject<Blocks>,
): Pane {
  /** The element of a block, by its chunk's. */
  const elementOf = (index: number): Element | null => {
    let before = 0
    for (const [at, chunk] of latest.current.chunks.entries()) {
      if (index < before + chunk.blocks.length) {
        return note.current?.children[at]?.children[index - before] ?? null
      }
      before += chunk.blocks.length
    }
    return null
  }
  /** An element's upper and lower edge, in pixels of the pane's content. */
  const edges = (element: Element) => {
    const box = element.getBoundingClientRect()
    const scroller = pane.current
    const origin = scroller ? scroller.getBoundingClientRect().top + scroller.clientTop - scroller.scrollTop : 0
    return { top: box.top - origin, bottom: box.bottom - origin }
  }
  const start = (index: number): Mark => {
    const block = latest.current.blocks[index]
    const element = elementOf(index)
    if (index < 0) return { line: 0, y: 0 }
    if (!block || !element) return { line: latest.current.lines, y: pane.current?.scrollHeight ?? 0 }
    return { line: block.line, y: edges(element).top }
  }
  const end = (index: number): Mark => {
    const block = latest.current.blocks[index]
    const element = elementOf(index)
    if (!block || !element) return { line: 0, y: 0 }
    return { line: block.endLine + 1, y: edges(element).bottom }
  }
  /** The last block that begins at or above a height: by chunks first, as blocks out of sight are not laid out. */
  const blockAt = (y: number): number => {
    const { chunks } = latest.current
    const topOf = (at: number) => {
      const element = note.current?.children[at]
      return element ? edges(element).top : Infinity
    }
    const chunk = firstBeyond(chunks.length, (at) => topOf(at) > y) - 1
    const before = chunks.slice(0, Math.max(0, chunk)).reduce((sum, { blocks }) => sum + blocks.length, 0)
    const count = chunks[chunk]?.blocks.length ?? 0
    return before + firstBeyond(count, (at) => start(before + at).y > y) - 1
  }
  /** The marks around a place: of the block it lies in, or of the gap after that. */
  const around = (index: number, isInside: boolean): [Mark, Mark] =>
    isInside ? [start(index), end(index)] : [end(index), start(index + 1)]

  return {
    line: () => {
      const scroller = pane.current
      if (!scroller || scroller.clientHeight === 0) return null
      const y = pointOf(scroller)
      const index = blockAt(y)
      const [from, to] = around(index, y < end(index).y)
      return between(y, [from.y, to.y], [from.line, to.line])
    },
    show: (line) => {
      const scroller = pane.current
      if (!scroller || scroller.clientHeight === 0) return
      const { blocks, lines } = latest.current
      const index = firstBeyond(blocks.length, (at) => (blocks[at]?.line ?? 0) > line) - 1
      const [from, to] = around(index, line < end(index).line)
      // At either end to the very end, past the margins.
      const within = line <= 0 ? 0 : between(line, [from.line, to.line], [from.y, to.y])
      const y = line >= lines ? scroller.scrollHeight : within
      const target = scrollFor(scroller, y)
      if (Math.abs(scroller.scrollTop - target) >= 2) scroller.scrollTop = target
    },
  }
}
