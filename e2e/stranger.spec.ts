import { openList } from '#lib/access/open-list.ts'
import { randomUUID } from 'node:crypto'
import { SYSTEM } from '#lib/access/roles.ts'
import { revokeShareLink } from '#lib/sharing/commands.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { linkToSeed, seedPaper, shareSeed } from './seed.ts'

test.describe('a stranger with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('is welcomed at the door, and asked to sign in at a list', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.goto(`/l/${SEED_LIST}`)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await expect(page.getByRole('heading', { level: 1, name: /sign in/i })).toBeVisible()
  })

  test('reads a shared list: its sections, papers, search, and a note with its formula and figure', async ({
    page,
  }) => {
    const token = await shareSeed({ includeNotes: true })
    await page.goto(`/s/${token}`)
    for (const title of ['Pre-Training', 'Post Pre-Training', 'Hardware']) {
      await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
    }
    await page.getByRole('searchbox').fill('finetuned langauge')
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('link', { name: 'Finetuned language models are zero-shot learners' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /finetuned language models/i })).toBeVisible()
    const figure = page.getByRole('img', { name: 'Instruction tuning hurts smaller models' })
    await figure.scrollIntoViewIfNeeded()
    await expect.poll(() => figure.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    const paper = await seedPaper('Learning without training')
    await page.goto(`/s/${token}/p/${paper.id}`)
    await expect(page.locator('math').first()).toBeAttached()
    await expect(page.locator('.katex-display')).toBeVisible()
  })

  test('finds nothing to edit and nobody named, even signed in as an admin', async ({ page, as }) => {
    const person = await as('ADMIN')
    const paper = await seedPaper('Learning without training')
    const token = await shareSeed({ includeNotes: true })
    for (const path of [`/s/${token}`, `/s/${token}/p/${paper.id}`]) {
      await page.goto(path)
      await expect(page.getByRole('link', { name: /edit|add|settings|members|sign/i })).toHaveCount(0)
      await expect(page.getByRole('button', { name: /edit|add|remove|save/i })).toHaveCount(0)
      const html = await page.content()
      expect(html).not.toContain(person.email)
      expect(html).not.toContain(person.name)
      await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
      await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', /.+/)
    }
  })

  test('does not get the notes where they were not shared', async ({ page }) => {
    const token = await shareSeed({ includeNotes: false })
    const paper = await seedPaper('Learning without training')
    await page.goto(`/s/${token}/p/${paper.id}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Learning without training')
    expect(await page.content()).not.toContain('attention block implicitly')
    await page.goto(`/s/${token}?q=${encodeURIComponent('attention block implicitly modifies')}`)
    await expect(page.getByRole('link', { name: 'Learning without training' })).toHaveCount(0)
  })

  test('opens a protected link with its password only', async ({ page }) => {
    const token = await shareSeed({ includeNotes: false, password: 'open sesame' })
    await page.goto(`/s/${token}`)
    await page.getByLabel('Password').fill('not this')
    await page.getByRole('button', { name: /open/i }).click()
    await expect(page.getByText(/not the password|wrong|does not fit|did not match/i)).toBeVisible()
    await page.getByLabel('Password').fill('open sesame')
    await page.getByRole('button', { name: /open/i }).click()
    await expect(page.getByRole('heading', { name: 'Hardware', exact: true })).toBeVisible()
  })

  test('finds nothing behind a link that was revoked while they read', async ({ page }) => {
    const { id, token } = await linkToSeed({ includeNotes: false })
    expect((await page.goto(`/s/${token}`))?.status()).toBe(200)
    await revokeShareLink(await openList(SYSTEM, { slug: SEED_LIST }), id)
    await expect.poll(async () => (await page.goto(`/s/${token}`))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})

test('an edit shows on the public page, which was kept as it had been', async ({ page, as, context }) => {
  await as('MEMBER')
  const token = await shareSeed({ includeNotes: false })
  const paper = await seedPaper('Pytorch fsdp')
  const venue = `Venue ${randomUUID()}`
  expect((await page.goto(`/s/${token}`))?.status()).toBe(200)
  const editing = await context.newPage()
  await editing.goto(`/l/${SEED_LIST}/p/${paper.id}/edit`)
  await editing.getByLabel('Venue').fill(venue)
  await editing.getByRole('button', { name: /save/i }).click()
  await expect(editing).toHaveURL(new RegExp(`/p/${paper.id}$`))
  await expect.poll(async () => (await fetch(page.url())).text()).toContain(venue)
})
