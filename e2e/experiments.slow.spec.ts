// inputs: app/embed/experiments/[slug]/page.tsx app/experiments/[slug]/page.tsx app/l/[list]/experiments/page.tsx app/l/[list]/experiments/[slug]/page.tsx app/l/[list]/experiments/[slug]/compare/page.tsx app/l/[list]/p/[paper]/page.tsx app/s/[token]/p/[paper]/experiments/[slug]/page.tsx app/s/[token]/shared-paper.tsx app/**/*.css components/**/*.css experiments/** lib/experiments/runtime/** next.config.ts prisma/** scripts/*.ts server/http/**
// Experiments run wherever they stand; what tells most is in experiments.spec.ts, which every run includes.
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { seedPaper, shareSeed } from './seed.ts'
import { query, runOnCpu, SLUG } from './experiment-running.ts'

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
