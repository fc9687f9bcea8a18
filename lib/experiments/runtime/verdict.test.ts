import { describe, expect, it } from 'vitest'
import type { ClaimSpec, Sense } from './contract.ts'
import { judge, meets } from './verdict.ts'

const claim = (sense: Sense): ClaimSpec => ({
  source: 'Theorem 1',
  statement: 's',
  measure: 'm',
  sense,
  expected: 1,
  tolerance: 0.25,
})
const measured = (value: number | null, undecided = false, note: string | null = null) =>
  new Map([['c', { value, undecided, note }]])

describe('a claim', () => {
  it('holds up to its tolerance on the wrong side, and not beyond', () => {
    expect([0, 1, 1.25, 1.26].map((value) => meets(claim('at most'), value))).toEqual([true, true, true, false])
    expect([2, 1, 0.75, 0.74].map((value) => meets(claim('at least'), value))).toEqual([true, true, true, false])
    expect([0.74, 0.75, 1.25, 1.26].map((value) => meets(claim('near'), value))).toEqual([false, true, true, false])
  })

  it('does not hold for what is no number', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(meets(claim('at most'), value)).toBe(false)
      const [verdict] = judge({ c: claim('at most') }, measured(value))
      expect(verdict).toMatchObject({ outcome: 'does not hold', value: null })
      expect(verdict?.note).toContain(String(value))
    }
  })

  it('is undecided where nothing was measured, or the run says so, whatever the number', () => {
    expect(judge({ c: claim('near') }, new Map())).toEqual([
      { claim: 'c', outcome: 'undecided', value: null, note: 'The run did not measure it.' },
    ])
    expect(judge({ c: claim('near') }, measured(1, true, 'too small'))).toEqual([
      { claim: 'c', outcome: 'undecided', value: 1, note: 'too small' },
    ])
  })
})
