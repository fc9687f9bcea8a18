import type { Browser, Page } from '@playwright/test'
import { buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { expect, pageOf } from './fixtures.ts'

/** A paper in a list of its own, with a note where one is given. */
export async function ownPaper(note?: string) {
  const list = await buildList({ title: 'Reading group' })
  const section = await buildSection(list.id, { title: 'This week' })
  const paper = await buildPaper(list.id, section.id, {
    title: 'Attention, again',
    ...(note === undefined ? {} : { note }),
  })
  return { list, ref: { id: list.id }, section, paper, path: `/l/${list.slug}/p/${paper.id}` }
}

export const editor = (page: Page) => page.getByRole('textbox', { name: 'The note, in markdown' })
export const saved = (page: Page) => page.locator('[data-save-state=saved]')
/** The lines of the text, without the names of those whose cursors stand in them. */
export const textOf = (page: Page) =>
  page.locator('.cm-line').evaluateAll((lines) =>
    lines.map((line) => {
      const own = line.cloneNode(true) as HTMLElement
      for (const cursor of own.querySelectorAll('.cm-ySelectionCaret')) cursor.remove()
      return own.textContent ?? ''
    }),
  )

/** Opens the note in the editor and waits until everything is saved. */
export async function openNote(page: Page, path: string) {
  await page.goto(`${path}/note`)
  await expect(saved(page)).toBeVisible()
}

export async function typeAtEnd(page: Page, text: string) {
  await editor(page).focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(text)
}

/** Somebody of the list in a browser of their own. */
export async function somebody(browser: Browser, baseURL: string, listId: string, name: string) {
  const { user } = await buildMember(listId, 'MEMBER', { name })
  const page = await pageOf(browser, user.id, baseURL)
  return { user, context: page.context(), page }
}
