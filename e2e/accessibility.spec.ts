import { expectAccessible } from './axe.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { draftInConflict } from './import-seed.ts'
import { seedPaper, shareSeed } from './seed.ts'

test.describe('in light and in dark colours axe finds nothing on', () => {
  const forStrangers = ['/', '/sign-in', '/sign-in/sent', '/sign-in/link?token=x&email=a%40example.org', '/nowhere']
  for (const path of forStrangers) {
    test(`${path}, for a stranger`, async ({ page }) => {
      await page.goto(path)
      await expectAccessible(page)
    })
  }

  const ofTheList = [
    '',
    '?q=finetuned',
    '?q=nothingatall',
    '/add',
    '/sections',
    '/removed',
    '/import',
    '/members',
    '/sharing',
    '/settings',
  ]
  for (const path of ofTheList) {
    test(`the list's ${path || 'front page'}, for an admin`, async ({ page, as }) => {
      await as('ADMIN')
      await page.goto(`/l/${SEED_LIST}${path}`)
      await expectAccessible(page)
    })
  }

  for (const path of ['', '/edit', '/note', '/history', '/history?view=text', '/history?view=authors']) {
    test(`a paper's ${path || 'page'}, for an admin`, async ({ page, as }) => {
      await as('ADMIN')
      const paper = await seedPaper('Learning without training')
      await page.goto(`/l/${SEED_LIST}/p/${paper.id}${path}`)
      await expectAccessible(page)
    })
  }

  for (const path of ['/', '/new', '/account']) {
    test(`${path}, for the installation's admin`, async ({ page, as }) => {
      await as('installation admin')
      await page.goto(path)
      await expectAccessible(page)
    })
  }

  test('the preview of a conflicting import in each of its views and the report of one, for an admin', async ({
    page,
    as,
  }) => {
    const { slug, draft, revision } = await draftInConflict()
    await as('ADMIN', slug)
    for (const view of ['doubtful', 'conflicts', 'changed', 'removed', 'text', 'sections', 'lines', 'new']) {
      await page.goto(`/l/${slug}/import/${draft}?show=${view}`)
      await expectAccessible(page)
    }
    await page.getByRole('button', { name: 'Correct' }).first().click()
    await expectAccessible(page)
    for (const path of ['', `/done/${revision}`]) {
      await page.goto(`/l/${slug}/import${path}`)
      await expectAccessible(page)
    }
  })

  test('the 403 page, for a viewer', async ({ page, as }) => {
    await as('VIEWER')
    const response = await page.goto(`/l/${SEED_LIST}/settings`)
    expect(response?.status()).toBe(403)
    await expectAccessible(page)
  })

  test('public pages: list, paper, password', async ({ page }) => {
    const paper = await seedPaper('Learning without training')
    const open = await shareSeed({ includeNotes: true })
    const locked = await shareSeed({ includeNotes: false, password: 'open sesame' })
    for (const path of [`/s/${open}`, `/s/${open}/p/${paper.id}`, `/s/${locked}`]) {
      await page.goto(path)
      await expectAccessible(page)
    }
  })
})
