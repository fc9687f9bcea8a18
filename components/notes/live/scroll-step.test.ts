import { expect, it } from 'vitest'
import { ScrollStep, pointOf, scrollFor } from './scroll-step.ts'

const scroller = (scrollTop: number) => ({ scrollTop, clientHeight: 100, scrollHeight: 500 }) as HTMLElement

it('the point of a scroller runs from its very beginning to its very end', () => {
  expect([0, 200, 400].map((top) => pointOf(scroller(top)))).toEqual([0, 250, 500])
  expect(scrollFor(scroller(0), pointOf(scroller(137)))).toBeCloseTo(137)
  expect(pointOf({ scrollTop: 0, clientHeight: 100, scrollHeight: 100 } as HTMLElement)).toBe(0)
})

/** A pane that stays at a line, and writes down where it is brought to. */
function pane(line: number | null) {
  const shown: number[] = []
  return { shown, line: () => line, show: (to: number) => void shown.push(to) }
}

it('the pane that is touched leads, and the other one’s scrolling moves nothing', () => {
  const step = new ScrollStep()
  const [text, preview] = [pane(7), pane(3)]
  step.join('text', text)
  step.join('preview', preview)
  step.scrolled('text')
  step.scrolled('preview')
  expect([text.shown, preview.shown]).toEqual([[], [7]])
  step.lead('preview')
  step.scrolled('preview')
  expect([text.shown, preview.shown]).toEqual([[3], [7]])
})

it('a pane that comes into sight is brought to where the other one was', () => {
  const step = new ScrollStep()
  const preview = pane(null)
  step.join('text', pane(42))
  step.join('preview', preview)
  step.settle()
  step.bring('preview')
  expect(preview.shown).toEqual([42, 42])
})
