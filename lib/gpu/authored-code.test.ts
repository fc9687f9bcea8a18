import { expect, it } from 'vitest'
import { inlineContract } from './authored-code.ts'

it('a text of imports that never close is looked through at once', () => {
  const text = `/*${'import{\n'.repeat(24_000)}*/`
  const since = performance.now()
  expect(inlineContract(text)).toBe(text)
  // Each of them was followed to the end of the text before, which took ten seconds.
  expect(performance.now() - since).toBeLessThan(2000)
})
