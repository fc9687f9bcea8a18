import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { draftInConflict } from './import-seed.ts'
import { seedPaper, shareSeed } from './seed.ts'

const SCHEMES = ['light', 'dark'] as const

async function expectNoViolation(page: Page): Promise<void> {
  await expect(page.locator('main').first()).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  const seen = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  expect(seen).toEqual([])
}

for (const colorScheme of SCHEMES) {
  test.describe(`in ${colorScheme} colours axe finds nothing on`, () => {
    test.use({ colorScheme })

    const forStrangers = ['/', '/sign-in', '/sign-in/sent', '/sign-in/link?token=x&email=a%40example.org', '/nowhere']
    for (const path of forStrangers) {
      test(`${path}, for a stranger`, async ({ page }) => {
        await page.goto(path)
        await expectNoViolation(page)
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
        await expectNoViolation(page)
      })
    }

    for (const path of ['', '/edit', '/note', '/history', '/history?view=text', '/history?view=authors']) {
      test(`a paper's ${path || 'page'}, for an admin`, async ({ page, as }) => {
        await as('ADMIN')
        const paper = await seedPaper('Learning without training')
        await page.goto(`/l/${SEED_LIST}/p/${paper.id}${path}`)
        await expectNoViolation(page)
      })
    }

    for (const path of ['/', '/new', '/account']) {
      test(`${path}, for the installation's admin`, async ({ page, as }) => {
        await as('installation admin')
        await page.goto(path)
        await expectNoViolation(page)
      })
    }

    test('the preview of a conflicting import in each of its views, for an admin', async ({ page, as }) => {
      test.setTimeout(180_000)
      const { slug, draft } = await draftInConflict()
      await as('ADMIN', slug)
      for (const view of ['doubtful', 'conflicts', 'new', 'changed', 'removed', 'text', 'sections', 'lines']) {
        await page.goto(`/l/${slug}/import/${draft}?show=${view}`)
        await expectNoViolation(page)
      }
      await page.goto(`/l/${slug}/import/${draft}?show=new`)
      await page.getByRole('button', { name: 'Correct' }).first().click()
      await expectNoViolation(page)
    })

    test('the report of an import, for an admin', async ({ page, as }) => {
      const { slug, revision } = await draftInConflict()
      await as('ADMIN', slug)
      await page.goto(`/l/${slug}/import`)
      await expectNoViolation(page)
      await page.goto(`/l/${slug}/import/done/${revision}`)
      await expectNoViolation(page)
    })

    test('the 403 page, for a viewer', async ({ page, as }) => {
      await as('VIEWER')
      const response = await page.goto(`/l/${SEED_LIST}/settings`)
      expect(response?.status()).toBe(403)
      await expectNoViolation(page)
    })

    test('public pages: list, paper, password', async ({ page }) => {
      const paper = await seedPaper('Learning without training')
      const open = await shareSeed({ includeNotes: true })
      for (const path of [`/s/${open}`, `/s/${open}/p/${paper.id}`]) {
        await page.goto(path)
        await expectNoViolation(page)
      }
      await page.goto(`/s/${await shareSeed({ includeNotes: false, password: 'open sesame' })}`)
      await expectNoViolation(page)
    })
  })
}
