import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import { getNote } from '#lib/notes/queries.ts'
import { expect, test } from './fixtures.ts'
import { editor, openNote, ownPaper, saved, textOf, typeAtEnd } from './note-page.ts'

test('a network that is away for a moment only is noticed, and what is typed after it is saved', async ({
  page,
  as,
}) => {
  const { list, ref, paper, path } = await ownPaper('Start.')
  await as('MEMBER', list.slug)
  await openNote(page, path)
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await expect(page.locator('[data-save-state=offline]')).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(saved(page)).toBeVisible()
  await page.evaluate(() => {
    dispatchEvent(new Event('offline'))
    dispatchEvent(new Event('online'))
  })
  await typeAtEnd(page, ' After.')
  await expect(saved(page)).toBeVisible()
  await expect.poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text).toBe('Start. After.')
})

test('what was written offline is there after the tab was closed, and reaches the server', async ({
  page,
  as,
  context,
}) => {
  const { list, ref, paper, path } = await ownPaper('Start.')
  await as('MEMBER', list.slug)
  await openNote(page, path)
  await context.setOffline(true)
  await typeAtEnd(page, ' On a train.')
  await expect(page.getByRole('group', { name: 'Preview' })).toContainText('On a train.')
  await expect(page.locator('[data-save-state=offline]')).toBeVisible()
  await page.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await openNote(again, path)
  await expect.poll(() => textOf(again)).toEqual(['Start. On a train.'])
  await expect.poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text).toBe('Start. On a train.')
})

test.describe('in a browser of its own', () => {
  test.use({ ownBrowser: true })

  test('a browser that keeps nothing says so while it is offline', async ({ page, as }) => {
    const { list, path } = await ownPaper('Start.')
    await as('MEMBER', list.slug)
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('No storage here.', 'SecurityError')
      }
    })
    await page.goto(path)
    await page.getByRole('link', { name: 'Edit the note' }).click()
    await expect(saved(page)).toBeVisible()
    await page.evaluate(() => dispatchEvent(new Event('offline')))
    await expect(page.locator('[data-save-state=not-kept]')).toHaveText(/keep this tab open/)
    await typeAtEnd(page, ' Nowhere else.')

    // Whichever way one leaves, one is told what it costs, and may stay.
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.message())
      void dialog.dismiss()
    })
    await page.getByRole('link', { name: 'Back to the paper' }).click()
    await expect.poll(() => asked).toEqual([expect.stringContaining('will be lost')])
    await page.evaluate(() => history.back())
    await expect.poll(() => asked).toEqual([asked[0], asked[0]])
    expect(await textOf(page)).toEqual(['Start. Nowhere else.'])
  })
})

test('a browser whose storage is emptied while somebody types sends on what they type, and keeps nothing offline', async ({
  page,
  as,
  context,
}) => {
  const { list, ref, paper, path } = await ownPaper('Start.')
  await as('MEMBER', list.slug)
  await openNote(page, path)
  await typeAtEnd(page, ' Before.')
  await expect(saved(page)).toBeVisible()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' })
  await typeAtEnd(page, ' After.')
  await expect
    .poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text)
    .toBe('Start. Before. After.')
  await expect(saved(page)).toBeVisible()
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await expect(page.locator('[data-save-state=not-kept]')).toHaveText(/keep this tab open/)
})

test('an editor that has lost its binding to the note says so at once, and keeps what was typed to be copied', async ({
  page,
  as,
}) => {
  const { list, ref, paper, path } = await ownPaper('Start.')
  await as('MEMBER', list.slug)
  await openNote(page, path)
  await typeAtEnd(page, ' Kept.')
  await expect(saved(page)).toBeVisible()
  // As a fault in it would: CodeMirror logs the error, and goes on without the plugin.
  await editor(page).evaluate((content) => {
    type Plugin = { value: { _ytext?: unknown; update: () => void } | null }
    const { view } = (content as HTMLElement & { cmTile: { view: { plugins: Plugin[] } } }).cmTile
    const binding = view.plugins.find(({ value }) => value !== null && '_ytext' in value)?.value
    if (!binding) throw new Error('The binding was not found.')
    binding.update = () => {
      throw new Error('A fault')
    }
  })
  await page.keyboard.type(' Lost.')
  await expect(page.locator('[data-save-state=cannot-save]')).toContainText('the editor has failed')
  await expect(page.getByRole('alert').filter({ hasText: 'was not taken into the note' })).toBeVisible()
  await page.keyboard.type(' More.')
  expect((await textOf(page))[0]).toMatch(/^Start\. Kept\. /)
  expect((await textOf(page))[0]).not.toContain('More.')
  await page.getByRole('button', { name: 'Reload the page' }).click()
  await expect(saved(page)).toBeVisible()
  expect(await textOf(page)).toEqual(['Start. Kept.'])
  expect((await getNote(await openList(SYSTEM, ref), paper.id))?.text).toBe('Start. Kept.')
})

test('a preview that cannot be loaded says so, writing goes on, and it can be tried again', async ({ page, as }) => {
  const { list, ref, paper, path } = await ownPaper('It holds that $x$.')
  await as('MEMBER', list.slug)
  await page.route(/turbopack-worker/, (route) => route.abort())
  await openNote(page, path)
  const preview = page.getByRole('group', { name: 'Preview' })
  await expect(preview.getByRole('alert')).toContainText('The preview has stopped.')
  await typeAtEnd(page, ' And $y$.')
  await expect(saved(page)).toBeVisible()
  await expect
    .poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text)
    .toBe('It holds that $x$. And $y$.')
  await page.unroute(/turbopack-worker/)
  await preview.getByRole('button', { name: 'Try again' }).click()
  await expect(preview.locator('.katex')).toHaveCount(2)
  await expect(preview.getByRole('alert')).toHaveCount(0)
})
