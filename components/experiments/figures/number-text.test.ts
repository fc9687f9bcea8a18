import { describe, expect, it } from 'vitest'
import { durationText, numberText } from './number-text.ts'

describe('a number as a person reads it', () => {
  it('has a real minus, and a power of ten where zeros would have to be counted', () => {
    expect([0, -12.5, 0.858001, 9432, 3.14159e-6, -2.5e8 - 0.5, 1e-4].map((value) => numberText(value))).toEqual([
      '0',
      '−12.5',
      '0.858',
      '9,432',
      '3.14\u00a0×\u00a010⁻⁶',
      '−2.5\u00a0×\u00a010⁸',
      '1\u00a0×\u00a010⁻⁴',
    ])
  })

  it('says what is no number', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((value) => numberText(value))).toEqual([
      'not a number',
      '∞',
      '−∞',
    ])
  })

  it('is a time in the unit that suits it', () => {
    expect([480, 3210, 59_940, 125_400].map(durationText)).toEqual(['480 ms', '3.2 s', '59.9 s', '2 min 5 s'])
  })
})
