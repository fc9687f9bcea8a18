import type { Locator } from '@playwright/test'
import { buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { expect, test } from './fixtures.ts'

async function ownPaper(note?: string) {
  const list = await buildList({ title: 'Reading group' })
  const section = await buildSection(list.id, { title: 'This week' })
  const paper = await buildPaper(list.id, section.id, {
    title: 'Attention, again',
    year: 2024,
    ...(note === undefined ? {} : { note }),
  })
  return { list, paper, path: `/l/${list.slug}/p/${paper.id}` }
}

/** Until React has taken the field over: it sets a textarea's text anew, and a selection made just before that is gone. */
const isTakenOver = (field: Locator) =>
  expect
    .poll(() => field.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactFiber'))))
    .toBe(true)

test('a member edits the fields of a paper; a wrong one is named and what was typed stays', async ({ page, as }) => {
  const { list, path } = await ownPaper()
  await as('MEMBER', list.slug)
  await page.goto(`${path}/edit`)
  await isTakenOver(page.getByLabel('Title'))
  await page.getByLabel('Title').fill('Attention, once more')
  await page.getByLabel('Year').fill('12')
  await page.getByRole('button', { name: /save/i }).click()
  await expect(page.getByLabel('Year')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Title')).toHaveValue('Attention, once more')
  await page.getByLabel('Year').fill('2025')
  await page.getByRole('button', { name: /save/i }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Attention, once more' })).toBeVisible()
  await expect(page.getByText('2025').first()).toBeVisible()
})

test('a member shares a paper and the link opens for a stranger', async ({ page, as, browser }) => {
  const { list, path } = await ownPaper('A note to be shared.\n')
  await as('MEMBER', list.slug)
  await page.goto(path)
  await page.getByRole('link', { name: 'Share' }).click()
  await page.getByRole('checkbox', { name: /notes/i }).check()
  await page.getByRole('button', { name: /make|create/i }).click()
  const url = await page.getByRole('textbox', { name: 'The new link' }).inputValue()
  const stranger = await browser.newContext({ javaScriptEnabled: false })
  const their = await stranger.newPage()
  await their.goto(url)
  await expect(their.getByRole('heading', { level: 1, name: 'Attention, again' })).toBeVisible()
  await expect(their.getByText('A note to be shared.')).toBeVisible()
  await stranger.close()
})
