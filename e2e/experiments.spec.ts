import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { SYSTEM } from '#lib/access.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { expectAccessible } from './axe.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { seedPaper, shareSeed } from './seed.ts'

const SLUG = 'learning-without-training'
/** The smallest sizes that it takes: a story asks whether it runs, not what it finds. */
const QUICK = { steps: '20', examples: '5', width: '16', hidden: '8', batch: '8' }
const query = (more: Record<string, string> = {}) => new URLSearchParams({ ...QUICK, ...more }).toString()
const claims = (page: Page) => page.getByRole('list', { name: 'Claims of the paper, and what was measured' })
const yours = (page: Page) => page.getByText('Your run', { exact: true })

/** On WebAssembly, whatever the machine has: named by itself, and quick. */
async function runOnCpu(page: Page) {
  await page.getByLabel('Device', { exact: true }).selectOption('wasm')
  await page.getByRole('button', { name: /^Run( again)?$/ }).click()
  await expect(yours(page)).toBeVisible({ timeout: 60_000 })
}

test.describe('a stranger with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('reads the gallery, an experiment’s question, its parameters and its recorded verdicts', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('contentinfo').getByRole('link', { name: 'Experiments' }).click()
    await expect(page).toHaveURL(/\/experiments$/)
    await page.locator(`a[href="/experiments/${SLUG}"]`).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('Recorded', { exact: true })).toBeVisible()
    await expect(claims(page).getByRole('listitem').filter({ hasText: 'Theorem 2.2' }).first()).toContainText(/holds/)
    await expect(claims(page)).toContainText(/expected at most/)
    await expect(page.getByRole('figure').locator('svg[role=img]:visible').first()).toBeVisible()
    await expect(page.getByLabel('Training steps', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeHidden()
    await expect(page.getByText('Running it needs JavaScript')).toBeVisible()
  })
})

test('a stranger runs one on the CPU and sees its verdicts; nothing of it is loaded before the click', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`/experiments/${SLUG}?${query()}`, { waitUntil: 'networkidle' })
  expect(asked.filter((path) => path.startsWith('/lab/'))).toEqual([])
  await runOnCpu(page)
  expect(asked.some((path) => path.startsWith('/lab/compute'))).toBe(true)
  await expect(page.getByText(/CPU: WebAssembly/).first()).toBeVisible()
  for (const claim of await claims(page).getByRole('listitem').all())
    await expect(claim).toContainText(/holds|does not hold|undecided at this size/)
  const figure = page.getByRole('slider', { name: /read its values/ }).first()
  await figure.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(figure).toHaveAttribute('aria-valuetext', /training step \d/)
})

test('a link brings back its parameters, and says which of them mean nothing', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/experiments/${SLUG}?steps=70&seed=11&width=1000000`)
  await expect(page.getByLabel('Training steps', { exact: true })).toHaveValue('70')
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('11')
  await expect(page.getByText('A part of the link could not be followed')).toBeVisible()
  await page.getByLabel('Training steps', { exact: true }).fill('90')
  await expect(page).toHaveURL(/\?steps=90&seed=11$/)
  await page.getByRole('button', { name: 'Copy link' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(page.url())
  await page.getByLabel('Training steps', { exact: true }).fill('many')
  await expect(page.getByText('A whole number from')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await page.getByRole('button', { name: 'Back to the defaults' }).click()
  await expect(page).toHaveURL(new RegExp(`/experiments/${SLUG}$`))
})

test('a run is cancelled at any moment, and another starts', async ({ page }) => {
  await page.goto(`/experiments/${SLUG}?steps=10000`)
  await page.getByLabel('Device', { exact: true }).selectOption('wasm')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /\d/, { timeout: 30_000 })
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. What is below is as far as it came.')).toBeVisible()
  await page.getByLabel('Training steps', { exact: true }).fill('20')
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled()
})

test('a member saves two runs and lays them over one another; a viewer cannot save', async ({ page, as }) => {
  const member = await as('MEMBER')
  await page.goto(`/l/${SEED_LIST}/experiments`)
  await page.locator(`a[href="/l/${SEED_LIST}/experiments/${SLUG}"]`).click()
  await expect(page.getByRole('heading', { name: 'The group’s runs' })).toBeVisible()
  for (const seed of ['3', '4']) {
    await page.goto(`/l/${SEED_LIST}/experiments/${SLUG}?${query({ seed })}`)
    await runOnCpu(page)
    await page.getByLabel('Remark (optional)').fill(`Seed ${seed} of ${member.name}`)
    await page.getByRole('button', { name: 'Save this run' }).click()
    await expect(page.getByText('Saved among the group’s runs.')).toBeVisible()
  }
  const rows = page.getByRole('row').filter({ hasText: `of ${member.name}` })
  await expect(rows).toHaveCount(2)
  for (const row of await rows.all()) await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Compare those chosen' }).click()
  await expect(page).toHaveURL(/\/compare\?run=[^&]+&run=[^&]+$/)
  const table = page.getByRole('region', { name: 'Runs side by side' })
  for (const seed of ['3', '4'])
    await expect(table.getByRole('columnheader', { name: `Seed ${seed} of ${member.name}` })).toBeVisible()
  await expect(table.getByRole('row', { name: /^Seed (3 4|4 3)$/ })).toBeVisible()
  const overlay = page
    .getByRole('figure')
    .filter({ hasText: `Seed 3 of ${member.name}` })
    .first()
  await expect(overlay.locator('svg[role=img]').first()).toContainText(`Seed 4 of ${member.name}`)
  await page.goBack()
  await rows
    .first()
    .getByRole('button', { name: /^Remove the run by/ })
    .click()
  await page.getByRole('button', { name: 'Remove the run', exact: true }).click()
  await expect(rows).toHaveCount(1)

  await as('VIEWER')
  await page.goto(`/l/${SEED_LIST}/experiments/${SLUG}?${query()}`)
  await runOnCpu(page)
  await expect(page.getByRole('button', { name: 'Save this run' })).toHaveCount(0)
})

test('a paper’s page shows its experiment and runs it there, shared pages too, without saving', async ({
  page,
  as,
}) => {
  const paper = await seedPaper('Learning without training')
  const token = await shareSeed({ includeNotes: true })
  await as('MEMBER')
  for (const path of [`/l/${SEED_LIST}/p/${paper.id}`, `/s/${token}/p/${paper.id}`]) {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(asked.filter((url) => /\/lab\/|\/data$/.test(url))).toEqual([])
    const section = page.getByRole('region', { name: 'Experiments' })
    await expect(section.getByText(/holds?$/).first()).toBeVisible()
    await section.getByRole('button', { name: /^Run “.*” here$/ }).click()
    await expect(section.getByRole('progressbar')).toBeVisible({ timeout: 30_000 })
    await section.getByRole('button', { name: 'Cancel' }).click()
    await expect(section.getByRole('button', { name: /^Run( again)?$/ })).toBeVisible()
  }
  await page.goto(`/s/${token}/p/${paper.id}/experiments/${SLUG}?${query()}`)
  await runOnCpu(page)
  await expect(page.getByRole('button', { name: 'Save this run' })).toHaveCount(0)
})

test('a note places an experiment with its parameters', async ({ page, as }) => {
  const list = await buildList({ title: 'Notes with experiments' })
  const section = await buildSection(list.id, { title: 'Now' })
  const paper = await buildPaper(list.id, section.id, { title: 'A paper' })
  const text = `Before it.\n\n::experiment{${SLUG} steps=20 examples=5 width=16 hidden=8 batch=8}\n\nAfter it.`
  await saveNote(SYSTEM, { id: list.id }, paper.id, { text, baseVersion: 0 })
  await as('VIEWER', list.slug)
  await page.goto(`/l/${list.slug}/p/${paper.id}`)
  const place = page.locator(`[data-experiment="${SLUG}"]`)
  await expect(place.getByRole('link').first()).toHaveAttribute('href', /\?steps=20&/)
  await place.getByRole('button', { name: /^Run “.*” here$/ }).click()
  await expect(yours(page)).toBeVisible({ timeout: 60_000 })
  await expect(place).toContainText('Training steps 20')
})

test('another site frames an experiment, runs it there, and cannot frame anything else', async ({ page, baseURL }) => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').searchParams.get('path') ?? '/'
    response.setHeader('Content-Type', 'text/html')
    response.end(
      `<!doctype html><title>Elsewhere</title><iframe width=1000 height=800 src="${baseURL}${path}"></iframe>`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    await page.goto(`${elsewhere}/?path=${encodeURIComponent(`/embed/experiments/${SLUG}?${query()}`)}`)
    const frame = page.frameLocator('iframe')
    await expect(frame.getByRole('link', { name: 'Open in Colloquium' })).toHaveAttribute(
      'href',
      `/experiments/${SLUG}`,
    )
    await frame.getByLabel('Device', { exact: true }).selectOption('wasm')
    await frame.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(frame.getByText('Your run', { exact: true })).toBeVisible({ timeout: 60_000 })
    await page.goto(`${elsewhere}/?path=${encodeURIComponent(`/experiments/${SLUG}`)}`)
    await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveCount(0)
  } finally {
    server.close()
  }
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  for (const path of ['/experiments', `/embed/experiments/${SLUG}`, `/experiments/${SLUG}`]) {
    test(`axe finds nothing on ${path}`, async ({ page }) => {
      await page.goto(path)
      await expectAccessible(page)
    })
  }

  test('one runs an experiment and reads it; axe finds nothing', async ({ page }) => {
    await page.goto(`/experiments/${SLUG}?${query()}`)
    await runOnCpu(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await expectAccessible(page)
  })
})

test('figures are downloaded as a drawing of their own and as numbers', async ({ page }) => {
  await page.goto(`/experiments/${SLUG}`)
  const [svg] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /as SVG$/ })
      .first()
      .click(),
  ])
  const drawing = await readFile(await svg.path(), 'utf8')
  expect(drawing).toMatch(/^<\?xml[^]*<svg [^]*<path[^]*<\/svg>\s*$/)
  expect(drawing).not.toMatch(/var\(--|class=/)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /as CSV$/ })
      .first()
      .click(),
  ])
  const numbers = await readFile(await csv.path(), 'utf8')
  expect(numbers.split('\r\n')[0]).toMatch(/^series,/)
  expect(numbers.split('\r\n').length).toBeGreaterThan(10)
})
