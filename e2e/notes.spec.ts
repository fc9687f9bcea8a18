import { openList } from '#lib/access/open-list.ts'
import type { Page } from '@playwright/test'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { getNote } from '#lib/notes/queries.ts'
import { prisma } from '#prisma/client.ts'
import { buildPaper } from '#prisma/seed/builders.ts'
import { expect, test } from './fixtures.ts'
import { editor, openNote, ownPaper, saved, somebody, textOf, typeAtEnd } from './note-page.ts'

type Somebody = Awaited<ReturnType<typeof somebody>>

/**
 * Types behind what stands in the line that begins with their name. Whoever starts in the middle of what another
 * is typing at that moment may end up within it, as Yjs has it: who writes at once writes in different places here.
 */
async function typeInOwnLine({ page, user }: Somebody, text: string) {
  await page.locator('.cm-line', { hasText: `${user.name}:` }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(text)
}

/** A picture of one pixel, handed over as the browser does with what one pastes. */
async function pastePicture(page: Page, name: string, type: string) {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
  await editor(page).evaluate(
    (target, file) => {
      const bytes = Uint8Array.from(atob(file.png), (letter) => letter.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], file.name, { type: file.type }))
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { png, name, type },
  )
}

test('a member writes the first note from the template, sees it rendered, and readers see it at once', async ({
  page,
  as,
}) => {
  const { list, ref, paper, path } = await ownPaper()
  await prisma().list.update({ where: ref, data: { noteTemplate: '## Summary\n' } })
  await as('MEMBER', list.slug)
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text())
  })
  await page.goto(path)
  await page.getByRole('link', { name: /first note/i }).click()
  await page.getByRole('button', { name: /template/i }).click()
  await typeAtEnd(page, '\nIt holds that $E = mc^2$')
  await expect(saved(page)).toBeVisible()
  await expect(page.getByRole('group', { name: 'Preview' }).locator('.katex').first()).toBeVisible()
  await expect
    .poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text)
    .toBe('## Summary\n\nIt holds that $E = mc^2$')
  // The editor's own style sheet came through the page's policy.
  await expect(page.locator('.cm-scroller')).toHaveCSS('overflow', 'auto')
  expect(refused).toEqual([])
  await page.getByRole('link', { name: 'Back to the paper' }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
})

test('three people write at once, one of them offline for a while and one reloading: nothing is lost', async ({
  browser,
  baseURL,
}) => {
  const { list, ref, paper, path } = await ownPaper('Emmy:\nAlan:\nGrace:\n')
  const at = baseURL ?? ''
  const [emmy, alan, grace] = await Promise.all(
    ['Emmy', 'Alan', 'Grace'].map((name) => somebody(browser, at, list.id, name)),
  )
  if (!emmy || !alan || !grace) throw new Error('Nobody came.')
  const all = [emmy, alan, grace]
  // One after the other: three browsers that load the editor for the first time at once have half a processor each.
  for (const { page } of all) await openNote(page, path)
  await expect(emmy.page.getByRole('button', { name: 'Follow Alan' })).toBeVisible()
  await Promise.all(all.map((one) => typeInOwnLine(one, ' first')))

  await grace.context.setOffline(true)
  await typeInOwnLine(grace, ', then on a train')
  await expect(grace.page.locator('[data-save-state=offline]')).toBeVisible()
  await Promise.all([typeInOwnLine(emmy, ', and meanwhile'), alan.page.reload()])
  await expect(saved(alan.page)).toBeVisible()
  await typeInOwnLine(alan, ', then after the reload')
  await grace.context.setOffline(false)

  for (const { page } of all) await expect(saved(page)).toBeVisible({ timeout: 30_000 })
  const whole = [
    'Emmy: first, and meanwhile',
    'Alan: first, then after the reload',
    'Grace: first, then on a train',
    '',
  ]
  for (const { page } of all) await expect.poll(() => textOf(page)).toEqual(whole)
  await expect.poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text).toBe(whole.join('\n'))
  await Promise.all(all.map(({ context }) => context.close()))
})

test('undo takes back only what one wrote oneself', async ({ page, as, browser, baseURL }) => {
  const { list, path } = await ownPaper('Start.')
  await as('MEMBER', list.slug)
  await openNote(page, path)
  const alan = await somebody(browser, baseURL ?? '', list.id, 'Alan')
  await openNote(alan.page, path)
  // At once: keys with a pause between them are taken back one after the other.
  await typeAtEnd(page, '')
  await page.keyboard.insertText(' mine')
  await typeAtEnd(alan.page, ' his')
  await expect.poll(() => textOf(page)).toEqual(['Start. mine his'])
  await page.getByRole('button', { name: 'Undo your last edit' }).click()
  await expect.poll(() => textOf(alan.page)).toEqual(['Start. his'])
  await alan.context.close()
})

test('whoever is removed while they write is told, and can write no more', async ({ page, as }) => {
  const { list, ref, paper, path } = await ownPaper('Start.')
  const me = await as('MEMBER', list.slug)
  await openNote(page, path)
  await prisma().member.delete({ where: { listId_userId: { listId: list.id, userId: me.id } } })
  await expect(page.locator('[data-save-state=cannot-save]')).toBeVisible()
  expect((await getNote(await openList(SYSTEM, ref), paper.id))?.text).toBe('Start.')
})

test('whoever may only read from now on keeps their text in sight, to be copied', async ({ page, as }) => {
  const { list, path } = await ownPaper('- Start.')
  const me = await as('MEMBER', list.slug)
  await openNote(page, path)
  await typeAtEnd(page, ' Mine.')
  await expect(saved(page)).toBeVisible()
  await prisma().member.update({
    where: { listId_userId: { listId: list.id, userId: me.id } },
    data: { role: 'VIEWER' },
  })
  await expect(page.getByRole('alert').filter({ hasText: 'no longer write' })).toBeVisible()
  await editor(page).focus()
  await page.keyboard.type('nothing')
  // Keys of the editor's own, which go past what can be typed.
  for (const key of ['ControlOrMeta+z', 'ControlOrMeta+End', 'Enter', 'Backspace', 'Tab', 'ControlOrMeta+b'])
    await page.keyboard.press(key)
  expect(await textOf(page)).toEqual(['- Start. Mine.'])
})

test('a picture that is pasted stands in the text and in the preview; what is none is refused by name', async ({
  page,
  as,
}) => {
  const { list, ref, paper, path } = await ownPaper('Figure: ')
  await as('MEMBER', list.slug)
  await openNote(page, path)
  await typeAtEnd(page, '')
  await pastePicture(page, 'loss curve.png', 'image/png')
  await expect(page.getByRole('group', { name: 'Preview' }).getByRole('img', { name: 'loss curve' })).toBeAttached()
  await page.keyboard.type(' and after it')
  await expect
    .poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text)
    .toMatch(/^Figure: !\[loss curve\]\(\.\/assets\/loss-curve-[0-9a-f]{10}\.png\) and after it$/)
  await pastePicture(page, 'drawing.svg', 'image/svg+xml')
  await expect(page.getByRole('alert').filter({ hasText: '“drawing.svg” was not put in' })).toBeVisible()
})

test('text and preview go in step to the very end, whichever one scrolls', async ({ page, as }) => {
  const { list, path } = await ownPaper(
    Array.from({ length: 60 }, (_, index) => `Paragraph ${index}: $x_{${index}}^2$ and more.`).join('\n\n'),
  )
  await as('MEMBER', list.slug)
  await openNote(page, path)
  const preview = page.getByRole('group', { name: 'Preview' })
  const part = (selector: string) =>
    page
      .locator(selector)
      .evaluate(({ scrollTop, scrollHeight, clientHeight }) =>
        Math.round((100 * scrollTop) / (scrollHeight - clientHeight)),
      )
  await page.locator('.cm-scroller').hover()
  await page.mouse.wheel(0, 50_000)
  await expect.poll(() => part('[aria-label=Preview]')).toBe(100)
  await page.mouse.wheel(0, -50_000)
  await expect.poll(() => preview.evaluate(({ scrollTop }) => scrollTop)).toBe(0)
  await page.mouse.wheel(0, 50_000)
  await expect.poll(() => part('[aria-label=Preview]')).toBe(100)
  await expect(preview.getByText('Paragraph 59')).toBeInViewport()
  await preview.hover()
  await page.mouse.wheel(0, -50_000)
  await expect.poll(() => part('.cm-scroller')).toBe(0)
  await page.mouse.wheel(0, 50_000)
  await expect.poll(() => part('.cm-scroller')).toBe(100)
})

test('the text is as high as it stays before anybody sees it', async ({ page, as }) => {
  const { list, path } = await ownPaper(Array.from({ length: 120 }, (_, index) => `Line ${index}.`).join('\n\n'))
  await as('MEMBER', list.slug)
  await page.addInitScript(() => {
    // Told after what puts the editor in, and before the next frame.
    new MutationObserver((_, observer) => {
      const scroller = document.querySelector<HTMLElement>('.cm-scroller')
      if (!scroller) return
      observer.disconnect()
      document.documentElement.dataset.firstHeight = String(scroller.scrollHeight)
    }).observe(document, { childList: true, subtree: true })
  })
  await openNote(page, path)
  // Two frames: by then it has measured itself in any case.
  const later = await page.locator('.cm-scroller').evaluate(
    (scroller) =>
      new Promise<string>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(String(scroller.scrollHeight))))
      }),
  )
  await expect(page.locator('html')).toHaveAttribute('data-first-height', later)
})

test('the keyboard alone writes, leaves the editor, and goes along the toolbar', async ({ page, as }) => {
  const { list, path } = await ownPaper('word')
  await as('MEMBER', list.slug)
  await openNote(page, path)
  await editor(page).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+b')
  expect(await textOf(page)).toEqual(['**word**'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'Undo your last edit' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'Heading' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => textOf(page)).toEqual(['## **word**'])
})

test('a task is ticked in the preview, a citation is completed, and the cited paper says so', async ({ page, as }) => {
  const { list, ref, section, paper, path } = await ownPaper('- [ ] read it\n')
  const cited = await buildPaper(list.id, section.id, { title: 'Deep residual learning' })
  await as('MEMBER', list.slug)
  await openNote(page, path)
  await page.getByRole('group', { name: 'Preview' }).getByRole('checkbox').click()
  await expect.poll(() => textOf(page)).toContain('- [x] read it')
  await typeAtEnd(page, '\nAs in [@resid')
  await page.getByRole('option', { name: /Deep residual learning/ }).click()
  await expect(page.getByRole('group', { name: 'Preview' }).getByRole('link', { name: /Deep residual/ })).toBeVisible()
  await expect
    .poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text)
    .toContain(`[@paper:${cited.id}]`)
  await page.goto(`/l/${list.slug}/p/${cited.id}`)
  await expect(page.getByRole('region', { name: 'Cited by these notes' }).getByRole('link')).toHaveText(
    'Attention, again',
  )
})

test('an earlier version is compared, restored, and nothing of the history is lost', async ({ page, as }) => {
  const { list, ref, paper, path } = await ownPaper('The first thought.\n')
  await saveNote(await openList(SYSTEM, ref), paper.id, { text: 'The second thought.\n', baseVersion: 1 })
  await as('MEMBER', list.slug)
  await page.goto(`${path}/history`)
  await expect(page.getByRole('group', { name: 'Changes' })).toContainText('Removed: The first thought.')
  await page.getByRole('navigation', { name: 'Versions' }).getByRole('link').last().click()
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await page.getByRole('button', { name: 'Restore it' }).click()
  await expect(page.getByText('The note reads as it did in version 1 again.', { exact: true })).toBeVisible()
  expect((await getNote(await openList(SYSTEM, ref), paper.id))?.text).toBe('The first thought.\n')
  expect(await prisma().noteVersion.count({ where: { note: { paperId: paper.id } } })).toBe(3)
})
