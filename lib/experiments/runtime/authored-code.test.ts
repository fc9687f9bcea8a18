import { expect, it } from 'vitest'
import { IN_STEP, growthByFour } from '../../../scripts/test/cpu-growth.ts'
import { inlineContract } from './authored-code.ts'

it('a text of imports that never close is looked through once', async () => {
  const unclosed = (count: number) => `/*${'import{\n'.repeat(count)}*/`
  const text = unclosed(24_000)
  expect(inlineContract(text)).toBe(text)
  // Each of them was followed to the end of the text before, which took ten seconds.
  expect(await growthByFour(6_000, unclosed, inlineContract)).toBeLessThan(IN_STEP)
})
