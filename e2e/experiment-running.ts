import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

export const SLUG = 'learning-without-training'
/** The smallest sizes that it takes: a story asks whether it runs, not what it finds. */
export const QUICK = { steps: '20', examples: '5', width: '16', hidden: '8', batch: '8' }
export const query = (more: Record<string, string> = {}) => new URLSearchParams({ ...QUICK, ...more }).toString()
export const claims = (page: Page) => page.getByRole('list', { name: 'Claims of the paper, and what was measured' })
export const yours = (page: Page) => page.getByText('Your run', { exact: true })

/** On WebAssembly, whatever the machine has: named by itself, and quick. */
export async function runOnCpu(page: Page) {
  await page.getByLabel('Device', { exact: true }).selectOption('wasm')
  await page.getByRole('button', { name: /^Run( again)?$/ }).click()
  await expect(yours(page)).toBeVisible({ timeout: 60_000 })
}
