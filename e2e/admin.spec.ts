import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { prisma } from '#prisma/client.ts'
import { buildList, buildPaper, buildSection, buildUser } from '#prisma/seed/builders.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'

test('the first admin signs in with the link that the start printed, once', async ({ page, browser }) => {
  const printed = await readFile(process.env.E2E_PRINTED ?? '', 'utf8')
  const link = /https?:\/\/\S+\/sign-in\/link\S+/.exec(printed)?.[0] ?? ''
  expect(link).not.toBe('')
  await page.goto(link)
  await page.getByRole('button', { name: /sign in/i }).click()
  await expect(page.getByRole('link', { name: /Awesome LLM Papers/ }).first()).toBeVisible()
  const other = await browser.newContext()
  const again = await other.newPage()
  await again.goto(link)
  await expect(again.getByText(/used|no longer|not valid|ended/i).first()).toBeVisible()
  await expect(again.getByRole('button', { name: /sign in as/i })).toHaveCount(0)
  await other.close()
})

test('an admin removes a paper after a question, and undoes it', async ({ page, as }) => {
  const list = await buildList({ title: 'Tidy list' })
  const section = await buildSection(list.id, { title: 'Only section' })
  const paper = await buildPaper(list.id, section.id, { title: 'Removed by mistake' })
  await as('ADMIN', list.slug)
  await page.goto(`/l/${list.slug}/p/${paper.id}`)
  await page.getByRole('button', { name: /remove/i }).click()
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: /remove/i })
    .click()
  await expect(page).toHaveURL(new RegExp(`/l/${list.slug}\\?`))
  await expect(page.getByRole('link', { name: 'Removed by mistake' })).toHaveCount(0)
  await page.getByRole('button', { name: /undo/i }).click()
  await expect(page.getByRole('link', { name: 'Removed by mistake' })).toBeVisible()
})

test('an admin adds a section and a paper in it', async ({ page, as }) => {
  const list = await buildList({ title: 'Growing list' })
  await as('ADMIN', list.slug)
  await page.goto(`/l/${list.slug}/sections`)
  await page
    .getByRole('button', { name: /add a section/i })
    .first()
    .click()
  await page.getByRole('dialog').getByLabel('Title').fill('Optimisers')
  await page.getByRole('dialog').getByRole('button', { name: /add/i }).click()
  await expect(page.getByText('Optimisers').first()).toBeVisible()
  await page.goto(`/l/${list.slug}/add`)
  await page.getByLabel('Section').selectOption({ label: 'Optimisers' })
  await page.getByLabel('Title').fill('Adam, explained')
  await page.getByLabel('Authors').fill('Kingma, D. P., & Ba, J.')
  await page.getByLabel('Year').fill('2014')
  await page.getByRole('button', { name: /add the paper|add paper/i }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Adam, explained' })).toBeVisible()
  await expect(page.getByText('Kingma').first()).toBeVisible()
})

test('an admin invites a colleague, who signs in; removed, they are out on their next click', async ({
  page,
  as,
  browser,
}) => {
  const list = await buildList({ title: 'Shared list' })
  await as('ADMIN', list.slug)
  await page.goto(`/l/${list.slug}/members`)
  const email = `ada-${randomUUID()}@example.org`
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Role', { exact: true }).selectOption('MEMBER')
  await page.getByRole('button', { name: 'Invite' }).click()
  const link = await page.getByRole('textbox', { name: /sign-in link/i }).inputValue()

  const theirs = await browser.newContext()
  const colleague = await theirs.newPage()
  await colleague.goto(link)
  await colleague.getByRole('button', { name: /sign in/i }).click()
  await colleague.goto(`/l/${list.slug}`)
  await expect(colleague.getByText('Shared list').first()).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: new RegExp(`Remove .*${email.split('@')[0]}`, 'i') }).click()
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: /remove/i })
    .click()
  await expect(page.getByText(email)).toHaveCount(0)
  expect((await colleague.goto(`/l/${list.slug}`))?.status()).toBe(404)
  await theirs.close()
})

test('an admin renames the list in its settings', async ({ page, as }) => {
  const list = await buildList({ title: 'Old name' })
  await as('ADMIN', list.slug)
  await page.goto(`/l/${list.slug}/settings`)
  await page.getByLabel('Title', { exact: true }).fill('New name')
  await page.getByRole('button', { name: /save/i }).first().click()
  await expect(page.getByText('New name').first()).toBeVisible()
  await expect
    .poll(async () => (await prisma().list.findUniqueOrThrow({ where: { id: list.id } })).title)
    .toBe('New name')
})

test("a list's admin is not the admin of another", async ({ page, as }) => {
  const other = await buildList({ title: 'Not theirs' })
  await buildUser()
  await as('ADMIN', SEED_LIST)
  expect((await page.goto(`/l/${other.slug}`))?.status()).toBe(404)
  expect((await page.goto(`/l/${other.slug}/settings`))?.status()).toBe(404)
})
