import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { prisma } from '#prisma/client.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { FOUR_STYLES as fixture, draftInConflict, newerVersion } from './import-seed.ts'

const seedReadme = resolve(import.meta.dirname, '../prisma/seed/README.md')

const upload = (name: string, text: string) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) })

/** Brings a text to its preview. */
async function preview(page: Page, slug: string, file: string | ReturnType<typeof upload>): Promise<void> {
  await page.goto(`/l/${slug}/import`)
  await page.locator('input[name="files[]"]').setInputFiles(file)
  await expect(page.getByText('One file')).toBeVisible()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Preview' })).toBeVisible({ timeout: 30_000 })
}

/** Applies the preview that is open and waits for its report. */
async function apply(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Apply this import' }).click()
  await expect(page).toHaveURL(/\/import\/done\//, { timeout: 30_000 })
  await expect(page.getByRole('heading', { level: 1, name: 'Imported' })).toBeVisible()
}

const show = (page: Page, view: string) =>
  page
    .getByRole('navigation', { name: 'What to look at' })
    .getByRole('link', { name: new RegExp(`^${view}`) })
    .click()

const entry = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })

const papersOf = (listId: string) =>
  prisma().paper.findMany({ where: { listId }, select: { id: true, title: true, venue: true, year: true } })

test('an admin brings a list of four styles, sets a doubtful entry right, and finds the papers in the list', async ({
  page,
  as,
}) => {
  const list = await buildList({ title: 'Four styles' })
  await as('ADMIN', list.slug)
  await preview(page, list.slug, fixture)
  await expect(page.getByText('0 unaccounted for')).toBeVisible()

  const doubtful = entry(page, 'some slides of last week, see')
  await expect(doubtful.getByText('- some slides of last week, see https://example.org/slides')).toBeVisible()
  await doubtful.getByRole('button', { name: 'Correct' }).click()
  const form = page.getByRole('form', { name: /some slides of last week/ })
  await form.getByLabel('Title').fill('Slides on attention')
  await form.getByLabel('Year').fill('20x1')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('A year in four digits')).toBeVisible()
  await form.getByLabel('Year').fill('2024')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(entry(page, 'Slides on attention').getByText('set right by hand')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('link', { name: /^Doubtful 0/ })).toBeVisible()
  expect(await papersOf(list.id)).toEqual([])

  await show(page, 'Line by line')
  await expect(page.getByText('# Reading list', { exact: true })).toBeVisible()
  await apply(page)
  await expect(page.getByText('0 unaccounted for')).toBeVisible()

  await page.getByRole('link', { name: 'Open the list' }).click()
  for (const title of [
    'Attention Is All You Need',
    'Denoising Diffusion Probabilistic Models',
    'Scaling Laws for Neural Language Models',
    'Learning without training: The implicit dynamics of in-context learning',
    'Slides on attention',
  ]) {
    await expect(page.getByRole('link', { name: title }).first()).toBeVisible()
  }
  expect((await papersOf(list.id)).find(({ title }) => title === 'Slides on attention')).toMatchObject({ year: 2024 })
})

test('what is no paper stays text, and can be taken back', async ({ page, as }) => {
  const list = await buildList({ title: 'Not papers' })
  await as('ADMIN', list.slug)
  await preview(page, list.slug, fixture)
  await entry(page, 'some slides of last week, see').getByRole('button', { name: 'Not a paper' }).click()
  await expect(page.getByRole('link', { name: /^New 6/ })).toBeVisible()
  await show(page, 'Left as text')
  const part = page.getByRole('listitem').filter({ hasText: 'as a person decided' })
  await part.getByRole('button', { name: 'It is a paper after all' }).click()
  await expect(page.getByRole('link', { name: /^New 7/ })).toBeVisible()
})

test('a conflict is decided for the file, and the import can be undone as a whole', async ({ page, as }) => {
  const list = await buildList({ title: 'Both sides' })
  await as('ADMIN', list.slug)
  const text = await readFile(fixture, 'utf8')
  await preview(page, list.slug, fixture)
  await apply(page)
  const [paper] = (await papersOf(list.id)).filter(({ title }) => title.startsWith('BERT'))
  await page.goto(`/l/${list.slug}/p/${paper?.id}/edit`)
  await page.getByLabel('Venue').fill('NAACL-HLT 2019, Minneapolis')
  await page.getByRole('button', { name: /^save/i }).first().click()
  await expect(page.getByText('NAACL-HLT 2019, Minneapolis').first()).toBeVisible()

  const newer = newerVersion(text)
  await preview(page, list.slug, upload('newer.md', newer))
  const conflict = page.getByRole('group', { name: /Venue/ })
  await expect(conflict.getByText('nobody has chosen yet')).toBeVisible()
  await expect(conflict.getByText('NAACL-HLT 2019, Minneapolis')).toBeVisible()
  await conflict.getByRole('radio', { name: /In the file/ }).check()
  await expect(page.getByRole('link', { name: /^Conflicts 0/ })).toBeVisible()
  await page.reload()
  await show(page, 'Conflicts')
  await expect(page.getByRole('group', { name: /Venue/ }).getByRole('radio', { name: /In the file/ })).toBeChecked()

  await show(page, 'Changed')
  await expect(entry(page, 'Scaling laws for neural language models, revised').locator('ins').first()).toBeVisible()
  await show(page, 'Removed upstream')
  await expect(page.getByRole('checkbox', { name: /High-Resolution/ })).not.toBeChecked()
  await page.getByRole('checkbox', { name: /High-Resolution/ }).check()
  await expect(page.getByText('1 of 1 will be removed.')).toBeVisible()
  await apply(page)
  const titles = async () => {
    await page.goto(`/l/${list.slug}`)
    return page.getByRole('main').innerText()
  }
  const report = page.url()
  expect((await papersOf(list.id)).find(({ title }) => title.startsWith('BERT'))?.venue).toMatch(/^ACL/)
  expect(await titles()).not.toContain('High-Resolution')

  await page.goto(report)
  await page.getByRole('button', { name: /^Undo the import of newer\.md/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByText('The import is undone')).toBeVisible()
  const after = await papersOf(list.id)
  expect(after.find(({ title }) => title.startsWith('BERT'))?.venue).toBe('NAACL-HLT 2019, Minneapolis')
  expect(after.map(({ title }) => title)).toContain('Scaling Laws for Neural Language Models')
  expect(await titles()).toContain('High-Resolution')
})

test('a note that both sides changed is written together by hand', async ({ page, as }) => {
  const { slug, draft } = await draftInConflict()
  await as('ADMIN', slug)
  await page.goto(`/l/${slug}/import/${draft}?show=conflicts`)
  const paper = entry(page, 'Learning without training: The implicit dynamics')
  await expect(paper.getByText('We doubt that a rank-one update does it.').first()).toBeVisible()
  await paper.getByRole('radio', { name: /Edit the merged text/ }).check()
  const merged = paper.getByLabel('Merged note')
  await expect(merged).toHaveValue(
    /We doubt that a rank-one update does it\.\s+A rank-one update does it, block by block\./,
  )
  await merged.fill('Both of us were right.')
  await paper.getByRole('button', { name: 'Use this text' }).click()
  await expect(paper.getByText('This text is what will be kept.')).toBeVisible()
  await apply(page)
  const note = await prisma().note.findFirstOrThrow({
    where: { paper: { list: { slug }, title: { startsWith: 'Learning without training' } } },
    select: { text: true },
  })
  expect(note.text).toBe('Both of us were right.')
})

/** Holds a list's row, so that whatever would write to the list waits; gives what lets go of it. */
async function holdList(listId: string): Promise<() => Promise<void>> {
  let letGo = () => {}
  const wanted = new Promise<void>((resolve) => (letGo = resolve))
  let isHeld = () => {}
  const held = new Promise<void>((resolve) => (isHeld = resolve))
  const transaction = prisma().$transaction(
    async (db) => {
      await db.$queryRaw`select 1 from "List" where "id" = ${listId} for no key update`
      isHeld()
      await wanted
    },
    { timeout: 60_000 },
  )
  await held
  return async () => {
    letGo()
    await transaction
  }
}

test('an import that is cancelled under way leaves nothing behind, and its preview stays', async ({ page, as }) => {
  const list = await buildList({ title: 'Cancelled' })
  await as('ADMIN', list.slug)
  const many = Array.from(
    { length: 500 },
    (_, index) =>
      `- [A long study of things, part ${index}](https://arxiv.org/abs/2401.${10_000 + index}) - Ada Lovelace, Emmy Noether. *Journal of Things 2024*.`,
  )
  await preview(page, list.slug, upload('many.md', `# Many\n\n## Things\n\n${many.join('\n')}\n`))
  const draft = page.url().replace(/\?.*/, '')
  const letGo = await holdList(list.id)
  await page.getByRole('button', { name: 'Apply this import' }).click()
  await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  const job = () => prisma().job.findFirstOrThrow({ where: { listId: list.id }, select: { cancelAsked: true } })
  await expect.poll(async () => (await job()).cancelAsked).toBe(true)
  await letGo()
  await expect(page.getByText('Nothing was written: the list is as it was.')).toBeVisible()
  expect(await prisma().paper.count({ where: { listId: list.id } })).toBe(0)
  expect(await prisma().sourceRevision.count({ where: { listId: list.id } })).toBe(0)
  await page.getByRole('link', { name: 'Back to the preview' }).click()
  await expect(page).toHaveURL(draft)
})

test('an import that changes nothing has nothing to apply', async ({ page, as }) => {
  const list = await buildList({ title: 'Fresh list' })
  await as('ADMIN', list.slug)
  await preview(page, list.slug, seedReadme)
  await expect(page.getByText('Learning without training: The implicit dynamics').first()).toBeVisible()
  expect(await papersOf(list.id)).toHaveLength(0)
  await apply(page)
  expect(await papersOf(list.id)).toHaveLength(3)
  const { revision } = await prisma().list.findUniqueOrThrow({ where: { id: list.id } })
  await preview(page, list.slug, seedReadme)
  await expect(page.getByText('There is nothing to write')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Apply this import' })).toHaveCount(0)
  expect((await prisma().list.findUniqueOrThrow({ where: { id: list.id } })).revision).toBe(revision)
})

test('a discarded import leaves nothing; a kept one can be continued', async ({ page, as }) => {
  const list = await buildList({ title: 'Second thoughts' })
  await as('ADMIN', list.slug)
  await preview(page, list.slug, fixture)
  const draft = page.url()
  await page.goto(`/l/${list.slug}/import`)
  await page.getByRole('link', { name: 'Continue with four-styles.md' }).click()
  await expect(page).toHaveURL(draft)
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard it' }).click()
  await expect(page).toHaveURL(new RegExp(`/l/${list.slug}/import$`))
  await expect(page.getByText('four-styles.md')).toHaveCount(0)
  expect((await page.goto(draft))?.status()).toBe(404)
  expect(await papersOf(list.id)).toEqual([])
  expect(await prisma().importDraft.count({ where: { listId: list.id } })).toBe(0)
})

test('the form says what it recognises, refuses what is nothing, and keeps what was typed', async ({ page, as }) => {
  const list = await buildList({ title: 'Any source' })
  await as('ADMIN', list.slug)
  await page.goto(`/l/${list.slug}/import`)
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('Choose a file, or put a text or an address below.')).toBeVisible()

  const text = page.getByLabel('Or an address, or the text itself')
  await text.fill('https://github.com/owner/list')
  await expect(page.getByText('An address on GitHub')).toBeVisible()
  await expect(page.getByLabel('Branch').first()).toBeVisible()
  await text.fill('http://10.0.0.1/README.md')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
  await expect(text).toHaveValue('http://10.0.0.1/README.md')

  await text.fill(
    '@article{a, title = {Invariant Variation Problems}, author = {Noether, Emmy}, year = {1918}, journal = {Nachrichten}, url = {https://example.org/noether}}',
  )
  await expect(page.getByText('A bibliography in BibTeX.')).toBeVisible()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Preview' })).toBeVisible()
  await expect(page.getByText('Invariant Variation Problems').first()).toBeVisible()
})

test('members and viewers see no import page, no preview and no job', async ({ page, as, browser, baseURL }) => {
  const list = await buildList({ title: 'Closed to others' })
  await as('ADMIN', list.slug)
  await preview(page, list.slug, fixture)
  const draft = page.url()
  await apply(page)
  const report = page.url()
  const job = await prisma().job.findFirstOrThrow({ where: { listId: list.id }, select: { id: true } })
  expect((await page.request.get(`/l/${list.slug}/import/jobs/${job.id}`)).status()).toBe(200)

  for (const role of ['MEMBER', 'VIEWER'] as const) {
    await as(role, list.slug)
    for (const path of [`/l/${list.slug}/import`, report, draft, `/l/${list.slug}/import/applying/${job.id}`]) {
      expect((await page.goto(path))?.status()).toBe(403)
    }
    expect((await page.request.get(`/l/${list.slug}/import/jobs/${job.id}`)).status()).toBe(403)
  }
  await as('ADMIN', SEED_LIST)
  expect((await page.goto(report))?.status()).toBe(404)
  expect((await page.goto(`/l/${SEED_LIST}/import/applying/${job.id}`))?.status()).toBe(404)
  const stranger = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  expect((await stranger.request.get(`/l/${list.slug}/import/jobs/${job.id}`)).status()).toBe(404)
})
