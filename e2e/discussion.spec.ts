import { openList } from '#lib/access/open-list.ts'
import type { Page } from '@playwright/test'
import * as Y from 'yjs'
import type { Actor, Role } from '#lib/access/roles.ts'
import { anchorAt } from '#lib/discussion/anchors.ts'
import { startThread } from '#lib/discussion/commands.ts'
import { unsafeOpenDocument } from '#lib/notes/document-commands.ts'
import { applyUpdates } from '#lib/notes/note-doc.ts'
import { buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { expectAccessible } from './axe.ts'
import { expect, pageOf, test } from './fixtures.ts'

const NOTE = '## Summary\n\nThe update is low rank.\n\nDoes the rank matter at all?\n'

async function room() {
  const list = await buildList({ title: 'Reading group' })
  const section = await buildSection(list.id, { title: 'This week' })
  const paper = await buildPaper(list.id, section.id, { title: 'Low rank', note: NOTE })
  const path = `/l/${list.slug}/p/${paper.id}`
  const say = async (actor: Actor, text: string, quote: string | null = null) => {
    if (quote === null)
      return startThread(await openList(actor, { id: list.id }), paper.id, { text, anchor: null, quote: null })
    const doc = new Y.Doc()
    applyUpdates(doc, (await unsafeOpenDocument(paper.id)).updates)
    const from = NOTE.indexOf(quote)
    const anchor = anchorAt(doc, from, from + quote.length)
    return startThread(await openList(actor, { id: list.id }), paper.id, { text, anchor, quote })
  }
  const person = (role: Role, name: string) => buildMember(list.id, role, { name })
  return { list, paper, path, say, person }
}

const discussionOf = (page: Page) => page.getByRole('region', { name: 'Discussion' })

test('a member begins a conversation, calls somebody by name, and they answer and resolve it', async ({
  browser,
  baseURL,
}) => {
  const { path, person } = await room()
  const emmy = await pageOf(browser, (await person('MEMBER', 'Emmy Noether')).user.id, baseURL)
  const alan = await pageOf(browser, (await person('MEMBER', 'Alan Turing')).user.id, baseURL)

  await emmy.goto(path)
  const box = emmy.getByRole('textbox', { name: 'Begin a conversation' })
  await box.pressSequentially('Is $r = 1$ enough, @al')
  const option = emmy.getByRole('option', { name: 'Alan Turing' })
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await expect(box).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? 'none')
  await box.press('Enter')
  await expect(box).toHaveValue('Is $r = 1$ enough, @[Alan Turing] ')
  await box.press('ControlOrMeta+Enter')
  const thread = discussionOf(emmy).getByRole('article', { name: /Emmy Noether/ })
  await expect(thread.locator('.katex').first()).toBeVisible()
  await expect(box).toHaveValue('')

  await alan.goto('/')
  await expect(alan.getByRole('heading', { name: 'You were mentioned' })).toBeVisible()
  const seen = alan.waitForResponse((response) => response.request().method() === 'POST' && response.ok())
  await alan.getByRole('link', { name: 'Low rank' }).click()
  await expect(discussionOf(alan).getByText('@Alan Turing')).toBeVisible()
  await seen
  const theirs = discussionOf(alan).getByRole('article', { name: /Emmy Noether/ })
  await theirs.getByRole('button', { name: 'Reply' }).click()
  await alan.getByRole('textbox', { name: 'Reply to Emmy Noether' }).fill('It often is.')
  await theirs.getByRole('button', { name: 'Reply' }).click()
  await expect(theirs.getByText('It often is.')).toBeVisible()
  await theirs.getByRole('button', { name: 'Resolve' }).click()
  await expect(alan.getByText('A resolved thread')).toBeVisible()
  await expect(theirs).toBeHidden()

  // Emmy’s page learns of it by itself, and opens it again.
  await emmy.getByText('A resolved thread').click({ timeout: 30_000 })
  await expect(thread.getByText('It often is.')).toBeVisible()
  await expect(thread.getByText('Resolved by Alan Turing')).toBeVisible()
  await thread.getByRole('button', { name: 'Reopen' }).click()
  await expect(emmy.getByText('A resolved thread')).toHaveCount(0)
  await expect(thread.getByText('It often is.')).toBeVisible()

  await alan.goto('/')
  await expect(alan.getByRole('heading', { name: 'Your lists' })).toBeVisible()
  await expect(alan.getByRole('heading', { name: 'You were mentioned' })).toHaveCount(0)
})

test('one changes and takes back one’s own words, and what could not be sent is not lost', async ({
  browser,
  baseURL,
}) => {
  const { path, person, say } = await room()
  const { user, actor } = await person('MEMBER', 'Emmy Noether')
  await say((await person('MEMBER', 'Alan Turing')).actor, 'Not hers')
  await say(actor, 'First thouhgt')
  const page = await pageOf(browser, user.id, baseURL)
  await page.goto(path)
  const other = discussionOf(page).getByRole('article', { name: /Alan Turing/ })
  await expect(other.getByRole('button', { name: 'Reply' })).toBeVisible()
  await expect(other.getByRole('button', { name: /Edit|Delete/ })).toHaveCount(0)

  const own = discussionOf(page).getByRole('article', { name: /Emmy Noether/ })
  await own.getByRole('button', { name: 'Edit' }).click()
  const box = page.getByRole('textbox', { name: 'Your comment' })
  await expect(box).toHaveValue('First thouhgt')
  await box.fill('First thought')
  await page.context().setOffline(true)
  await own.getByRole('button', { name: 'Save' }).click()
  await expect(own.getByRole('alert')).toContainText('could not be reached')
  await expect(box).toHaveValue('First thought')
  await page.context().setOffline(false)
  await own.getByRole('button', { name: 'Save' }).click()
  await expect(own.getByText('First thought')).toBeVisible()
  await expect(own.getByText('edited')).toBeVisible()

  await own.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the comment' }).click()
  await expect(own.getByText('First thought')).toHaveCount(0)
  await expect(own.getByText(/took a comment back/)).toBeVisible()
})

test('a long comment is edited from its whole source, which comes when it is wanted', async ({ browser, baseURL }) => {
  const { path, person, say } = await room()
  const { user, actor } = await person('MEMBER', 'Emmy Noether')
  const text = `${'Much to say. '.repeat(500)}The end.`
  await say(actor, text)
  const page = await pageOf(browser, user.id, baseURL)
  const answer = await page.goto(path)
  expect((await answer?.text())?.split('The end.').length).toBe(2)
  const edit = discussionOf(page).getByRole('button', { name: 'Edit' })
  await page.context().setOffline(true)
  await edit.click()
  await expect(discussionOf(page).getByRole('alert')).toContainText('could not be reached')
  await page.context().setOffline(false)
  await edit.click()
  const box = page.getByRole('textbox', { name: 'Your comment' })
  await expect(box).toHaveValue(text)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(discussionOf(page).getByText('The end.')).toBeVisible()
})

test('a viewer reads along and has nothing to write with', async ({ browser, baseURL }) => {
  const { path, person, say } = await room()
  await say((await person('MEMBER', 'Emmy Noether')).actor, 'Which update?', 'The update is low rank.')
  const { user } = await person('VIEWER', 'Ada Lovelace')
  const page = await pageOf(browser, user.id, baseURL)
  await page.goto(path)
  const thread = discussionOf(page).getByRole('article', { name: /Emmy Noether/ })
  await expect(thread.getByRole('blockquote')).toContainText('The update is low rank.')
  await expect(thread.getByText('Which update?')).toBeVisible()
  await expect(discussionOf(page).getByRole('textbox')).toHaveCount(0)
  await expect(discussionOf(page).getByRole('button')).toHaveCount(0)
})

test('a passage is discussed beside the text: it is marked, followed as the text changes, and listed when it is gone', async ({
  browser,
  baseURL,
}) => {
  const { path, person, say } = await room()
  const { user, actor } = await person('MEMBER', 'Emmy Noether')
  await say(actor, 'Only for large models?', 'Does the rank matter at all?')
  const page = await pageOf(browser, user.id, baseURL)
  await page.goto(`${path}/note`)
  const mark = page.locator('.cm-passage')
  await expect(mark).toHaveText('Does the rank matter at all?')
  await expect(mark).toHaveCSS('text-decoration-style', 'dotted')

  await page.locator('.cm-line', { hasText: 'The update is low rank.' }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('ControlOrMeta+Alt+m')
  const panel = discussionOf(page)
  await panel.getByRole('textbox', { name: 'Comment on this passage' }).fill('Of which matrix?')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(panel.getByRole('article')).toHaveCount(2)
  // In the order of the text, though it was said later.
  await expect(panel.getByRole('article').first()).toContainText('Of which matrix?')
  await expect(mark).toHaveText(['The update is low rank.', 'Does the rank matter at all?'])

  await page.locator('.cm-line', { hasText: 'Summary' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' of what it says')
  await expect(mark).toHaveText(['The update is low rank.', 'Does the rank matter at all?'])
  await panel.getByRole('button', { name: /Go to the passage: Does the rank/ }).click()
  await expect(page.locator('.cm-passage-active')).toHaveText('Does the rank matter at all?')

  await page.locator('.cm-line', { hasText: 'The update is low rank.' }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('Delete')
  const orphan = panel.getByRole('article', { name: /Emmy/ }).filter({ hasText: 'Of which matrix?' })
  await expect(orphan.getByText('The passage it was about is gone')).toBeVisible()
  await expect(panel.getByRole('article').last()).toContainText('Of which matrix?')
})

test('a public page shows the discussion only where its sharer said so', async ({ page, browser, baseURL }) => {
  const { list, path, person, say } = await room()
  const { user, actor } = await person('MEMBER', 'Emmy Noether')
  await say(actor, 'Between us: $r = 1$ is enough.', 'Does the rank matter at all?')
  const emmy = await pageOf(browser, user.id, baseURL)

  const share = async (withComments: boolean) => {
    await emmy.goto(`/l/${list.slug}/sharing`)
    await expect(emmy.getByRole('checkbox', { name: 'Include the comments' })).toBeHidden()
    await emmy.getByRole('checkbox', { name: 'Include the notes' }).check()
    if (withComments) await emmy.getByRole('checkbox', { name: 'Include the comments' }).check()
    await emmy.getByRole('button', { name: 'Make the link' }).click()
    return emmy.getByRole('textbox', { name: 'The new link' }).inputValue()
  }
  const paperOf = (url: string) => `${url}${path.slice(`/l/${list.slug}`.length)}`

  await page.goto(paperOf(await share(false)))
  await expect(page.getByText('The update is low rank.')).toBeVisible()
  await expect(page.getByText(/Between us|Emmy/)).toHaveCount(0)

  await page.goto(paperOf(await share(true)))
  const thread = discussionOf(page).getByRole('article', { name: /Emmy Noether/ })
  await expect(thread.getByText(/Between us/)).toBeVisible()
  await expect(thread.getByRole('blockquote')).toContainText('Does the rank matter at all?')
  await expect(discussionOf(page).getByRole('button')).toHaveCount(0)
  expect(await page.content()).not.toContain(user.id)
  expect(await page.content()).not.toContain(user.email)
})

test('axe finds nothing on a discussion with a form and names open', async ({ browser, baseURL }) => {
  const { path, person, say } = await room()
  const { user, actor } = await person('ADMIN', 'Emmy Noether')
  await say(actor, 'On a passage', 'The update is low rank.')
  await say((await person('MEMBER', 'Alan Turing')).actor, 'On the paper, $x^2$')
  const page = await pageOf(browser, user.id, baseURL)
  await page.goto(path)
  const thread = discussionOf(page).getByRole('article', { name: /Alan Turing/ })
  await thread.getByRole('button', { name: 'Reply' }).click()
  await page.getByRole('textbox', { name: 'Reply to Alan Turing' }).pressSequentially('@')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page)
})
