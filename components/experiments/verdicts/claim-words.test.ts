import { expect, it } from 'vitest'
import { expectedText, measuredText } from './claim-words.ts'

const claim = { source: 'Theorem 2.2', statement: '', measure: '', expected: 1e-4, tolerance: 0 }

it('a claim asks for its number in plain words', () => {
  expect(expectedText({ ...claim, sense: 'at most' })).toBe('at most 1\u00a0×\u00a010⁻⁴')
  expect(expectedText({ ...claim, sense: 'at least', expected: 0.9, tolerance: 0.05, unit: 'MB' })).toBe(
    'at least 0.9 MB (tolerance 0.05)',
  )
  expect(expectedText({ ...claim, sense: 'near', expected: 1, tolerance: 0.05 })).toBe('1 ± 0.05')
  expect(expectedText({ ...claim, sense: 'near', expected: 1 })).toBe('exactly 1')
})

it('the measured number has its unit', () => {
  expect(measuredText(3.14159e-6, { ...claim, sense: 'at most', unit: 's' })).toBe('3.14\u00a0×\u00a010⁻⁶ s')
})
