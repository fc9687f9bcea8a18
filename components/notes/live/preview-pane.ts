import type { RefObject } from 'react'
import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'
import { type Pane, pointOf, scrollFor } from './scroll-step.ts'

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
 * The preview as one of the panes that go in step. Blocks are found by halving, so that a long note costs
 * no more looks at the layout than a short one.
 */
export function previewPane(
  pane: RefObject<HTMLElement | null>,
  note: RefObject<HTMLElement | null>,
  state: RefObject<{ blocks: readonly RenderedBlock[]; lines: number }>,
): Pane {
  const start = (index: number): Mark => {
    const [block, element] = [state.current.blocks[index], note.current?.children[index]]
    if (index < 0 || !pane.current) return { line: 0, y: 0 }
    if (!block || !(element instanceof HTMLElement)) {
      return { line: state.current.lines, y: pane.current.scrollHeight }
    }
    return { line: block.line, y: element.offsetTop }
  }
  const end = (index: number): Mark => {
    const [block, element] = [state.current.blocks[index], note.current?.children[index]]
    if (!block || !(element instanceof HTMLElement)) return { line: 0, y: 0 }
    return { line: block.endLine + 1, y: element.offsetTop + element.offsetHeight }
  }
  /** The marks around a place: of the block it lies in, or of the gap after that. */
  const around = (index: number, isInside: boolean): [Mark, Mark] =>
    isInside ? [start(index), end(index)] : [end(index), start(index + 1)]

  return {
    line: () => {
      const scroller = pane.current
      if (!scroller || scroller.clientHeight === 0) return null
      const y = pointOf(scroller)
      const index = firstBeyond(state.current.blocks.length, (at) => start(at).y > y) - 1
      const [from, to] = around(index, y < end(index).y)
      return between(y, [from.y, to.y], [from.line, to.line])
    },
    show: (line) => {
      const scroller = pane.current
      if (!scroller || scroller.clientHeight === 0) return
      const index = firstBeyond(state.current.blocks.length, (at) => (state.current.blocks[at]?.line ?? 0) > line) - 1
      const [from, to] = around(index, line < end(index).line)
      const target = scrollFor(scroller, between(line, [from.line, to.line], [from.y, to.y]))
      if (Math.abs(scroller.scrollTop - target) >= 2) scroller.scrollTop = target
    },
  }
}
