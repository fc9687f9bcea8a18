import { openList } from '#lib/access/open-list.ts'
import { readFile } from 'node:fs/promises'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { claims, query, runOnCpu, SLUG, yours } from './experiment-running.ts'

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

test('a note places an experiment with its parameters', async ({ page, as }) => {
  const list = await buildList({ title: 'Notes with experiments' })
  const section = await buildSection(list.id, { title: 'Now' })
  const paper = await buildPaper(list.id, section.id, { title: 'A paper' })
  const text = `Before it.\n\n::experiment{${SLUG} steps=20 examples=5 width=16 hidden=8 batch=8}\n\nAfter it.`
  await saveNote(await openList(SYSTEM, { id: list.id }), paper.id, { text, baseVersion: 0 })
  await as('VIEWER', list.slug)
  await page.goto(`/l/${list.slug}/p/${paper.id}`)
  const place = page.locator(`[data-experiment="${SLUG}"]`)
  await expect(place.getByRole('link').first()).toHaveAttribute('href', /\?steps=20&/)
  await place.getByRole('button', { name: /^Run “.*” here$/ }).click()
  await expect(yours(page)).toBeVisible({ timeout: 60_000 })
  await expect(place).toContainText('Training steps 20')
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
