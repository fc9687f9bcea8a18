import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textEdits } from './text-edits.ts'
import { IN_STEP, growthByFour } from '../../scripts/test/cpu-growth.ts'

function apply(text: string, edits: ReturnType<typeof textEdits>): string {
  let result = text
  for (const { at, deleted, inserted } of edits.toReversed())
    result = result.slice(0, at) + inserted + result.slice(at + deleted)
  return result
}

describe('the edits between two texts', () => {
  it('are none where nothing changed', () => {
    expect(textEdits('same', 'same')).toEqual([])
  })

  it('touch only what changed', () => {
    expect(textEdits('one two three', 'one 2 three')).toEqual([{ at: 4, deleted: 3, inserted: '2' }])
    expect(textEdits('a\nb\nc\n', 'a\nb\nx\nc\n')).toEqual([{ at: 4, deleted: 0, inserted: 'x\n' }])
  })

  it('lead from any text to any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '𝔘', '𝔙', 'é', '𝄞'), maxLength: 60 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(apply(before, textEdits(before, after))).toBe(after)
      }),
    )
  })

  it('never cut a character in two', () => {
    const pair = fc.constantFrom('𝔘', '𝔙', '😀', '😁', 'a', '\n')
    const text = fc.array(pair, { maxLength: 40 }).map((parts) => parts.join(''))
    const isWhole = (part: string) => part.isWellFormed()
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const { at, deleted, inserted } of textEdits(before, after)) {
          expect([before.slice(0, at), before.slice(at, at + deleted), inserted].every(isWhole)).toBe(true)
        }
      }),
    )
  })

  it('of texts without anything in common are found in a time in step with their length', async () => {
    const lines = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at))
    const pair = (count: number) => ({
      before: lines(count, (at) => `before ${at}`).join('\n'),
      after: lines(count, (at) => `after ${at * 7}`).join('\n'),
    })
    const { before, after } = pair(6_000)
    expect(apply(before, textEdits(before, after))).toBe(after)
    expect(await growthByFour(1_000, pair, (two) => textEdits(two.before, two.after), 2)).toBeLessThan(IN_STEP)
  })
})
