import { LONG, paperOf, problems } from './experiment-editing.ts'
import { expect, test } from './fixtures.ts'

test('an experiment on disk is forked into a chosen paper and runs from there', async ({ page, as }) => {
  test.slow()
  const { list, paper, base } = await paperOf('Sharding without tears')
  await as('MEMBER', list.slug)
  await page.goto(`${base}/experiments/fully-sharded-data-parallel`)
  await page.getByRole('button', { name: 'Fork' }).click()
  await page.getByLabel('About another paper').fill('sharding')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('radio', { name: /Sharding without tears/ }).check()
  await page.getByRole('button', { name: 'Fork and open it' }).click()
  await expect(page).toHaveURL(/\/experiments\/fully-sharded.*\/edit$/, LONG)
  await expect(page.getByText('Saved as version 1')).toBeVisible(LONG)
  await expect(page.getByRole('heading', { level: 2, name: /Fully sharded data parallel/ })).toBeVisible(LONG)
  await expect(problems(page)).toContainText('No problems', LONG)
  await expect(page.getByText('Its explanation, as readers see it')).toBeVisible()
  await page.getByRole('link', { name: 'Its page' }).click()
  await expect(page.locator(`a[href="${base}/p/${paper.id}"]`)).toBeVisible(LONG)
})

test('a viewer is shown no way to write one, and is refused where they try', async ({ page, as }) => {
  const { list, paper, base } = await paperOf()
  await as('VIEWER', list.slug)
  await page.goto(`${base}/p/${paper.id}`)
  await expect(page.getByRole('link', { name: 'Write an experiment' })).toHaveCount(0)
  await page.goto(`${base}/experiments/fully-sharded-data-parallel`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: /Fork|Remove/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /Edit/ })).toHaveCount(0)
  expect((await page.goto(`${base}/experiments/new?paper=${paper.id}`))?.status()).toBe(403)
})
