import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { type HarnessRun, experimentText, runIn } from './lab-harness.ts'

/** Computes for a moment, draws ten points and measures that the claim holds. */
export const ADDING = `
const np = context.jax.numpy
let x = np.ones([32, 32])
for (let i = 0; i < 10; i++) {
  x = np.matmul(x.ref, x).mul(1 / 32)
  context.point('f', 's', i, 1)
  await context.tick(i / 10)
}
context.measure('c', (await np.mean(x).data())[0])`

/** Runs hostile code and then a friendly one: the page never stood still, the hostile frame is gone, the next run works. */
export async function contain(page: Page, run: Omit<HarnessRun, 'code'> & { body: string }) {
  const { body, ...rest } = run
  const outcome = await runIn(page, { ...rest, code: { text: experimentText(body) } })
  expect(outcome.beats.all, 'the page kept its beat').toBeGreaterThan(0)
  const next = await runIn(page, { code: { text: experimentText(ADDING) } })
  expect(next.end).toMatchObject({ state: 'finished', result: { verdicts: [{ outcome: 'holds', value: 1 }] } })
  await expect(page.locator('iframe')).toHaveCount(0)
  return outcome
}
