import { prisma } from '#prisma/client.ts'
import { buildList, buildMember, buildSession } from '#prisma/seed/builders.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { ownPaper } from './note-page.ts'
import { seedPaper } from './seed.ts'

test('a viewer walks from their lists to a section, a search with a typo, a paper and back', async ({ page, as }) => {
  await as('VIEWER')
  await page.goto('/')
  await page
    .getByRole('link', { name: /Awesome LLM Papers/ })
    .first()
    .click()
  await expect(page).toHaveURL(new RegExp(`/l/${SEED_LIST}`))
  await expect(page.getByRole('heading', { name: 'Pre-Training', exact: true })).toBeVisible()

  await page
    .getByRole('link', { name: /Hardware/ })
    .first()
    .click()
  await expect(page).toHaveURL(/section=/)
  await expect(page.getByRole('link', { name: /Pytorch fsdp/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Finetuned/ })).toHaveCount(0)

  await page.goto(`/l/${SEED_LIST}`)
  await page.getByRole('searchbox').fill('pytorch fdsp experiences')
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/q=/)
  await page.getByRole('link', { name: /Pytorch fsdp/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Pytorch fsdp/ })).toBeVisible()
  await expect(page.getByText('Zhao')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('pytorch fdsp experiences')
})

test('a viewer is offered no way to change anything, and is refused where they try', async ({ page, as }) => {
  await as('VIEWER')
  const paper = await seedPaper('Finetuned')
  await page.goto(`/l/${SEED_LIST}/p/${paper.id}`)
  await expect(page.getByRole('link', { name: /edit|share/i })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /remove|move/i })).toHaveCount(0)
  for (const path of ['/settings', '/import', '/removed', '/sharing', `/p/${paper.id}/edit`, `/p/${paper.id}/note`]) {
    expect((await page.goto(`/l/${SEED_LIST}${path}`))?.status(), path).toBe(403)
  }
})

test('a long note is sent once, stays as its reader left it, and is there again after another page', async ({
  page,
  as,
}) => {
  const note = `<details><summary>More of it</summary>\n\nFolded.\n\n</details>\n\n${'A long note. '.repeat(600)}The end.`
  const { list, paper, path } = await ownPaper(note)
  await as('MEMBER', list.slug)
  const answer = await page.goto(path, { waitUntil: 'networkidle' })
  expect((await answer?.text())?.split('The end.').length).toBe(2)
  const text = page.locator('.rendered-note')
  await expect(text).toContainText('The end.')
  await text.getByText('More of it').click()
  await expect(text.getByText('Folded.')).toBeVisible()
  // After a change of the paper the page is asked for again, and the note is the same.
  await prisma().paper.update({ where: { id: paper.id }, data: { title: 'Attention, once more' } })
  await page.evaluate(() => (window as unknown as { next: { router: { refresh(): void } } }).next.router.refresh())
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Attention, once more')
  expect(await (await page.request.get(path, { headers: { rsc: '1' } })).text()).toContain('The end.')
  await expect(text.getByText('Folded.')).toBeVisible()
  await page.getByRole('link', { name: 'Reading group' }).first().click()
  await expect(page).toHaveURL(new RegExp(`/l/${list.slug}$`))
  await page.goBack()
  await expect(text).toContainText('The end.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Attention, once more')
  await page.getByRole('link', { name: 'Reading group' }).first().click()
  await page.getByRole('link', { name: 'Attention, once more' }).click()
  await expect(text).toContainText('The end.')
})

test('copying a formula gives its TeX', async ({ page, as, context }) => {
  await as('VIEWER')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const paper = await seedPaper('Learning without training')
  await page.goto(`/l/${SEED_LIST}/p/${paper.id}`, { waitUntil: 'networkidle' })
  const copy = async () => {
    await page.evaluate(() => {
      const formula = document.querySelector('.katex-display .katex')
      const selection = getSelection()
      if (formula && selection) selection.selectAllChildren(formula)
    })
    await page.keyboard.press('ControlOrMeta+C')
    return page.evaluate(() => navigator.clipboard.readText())
  }
  // What makes TeX of it loads on its own, after the page, and nothing on the page says when it has.
  await expect.poll(copy).toContain('\\Delta W(C) = \\frac{(W \\Delta A)A(x)^T}{\\|A(x)\\|^2}')
})

test('ending a session ends it on the next request', async ({ page, as }) => {
  const person = await as('VIEWER')
  await page.goto(`/l/${SEED_LIST}`)
  await expect(page.getByRole('heading', { name: 'Hardware', exact: true })).toBeVisible()
  await prisma().session.deleteMany({ where: { userId: person.id } })
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a member whose sign-in came from another list’s admin reads what stands in the way, and what to do', async ({
  page,
  context,
  baseURL,
}) => {
  const [mine, waiting] = [await buildList({ title: 'Mine' }), await buildList({ title: 'Waiting list' })]
  const { user } = await buildMember(mine.id, 'MEMBER')
  await prisma().member.create({ data: { listId: waiting.id, userId: user.id, role: 'ADMIN' } })
  const { sessionToken } = await buildSession(user.id, undefined, { proof: 'LIST', listIds: [mine.id] })
  await context.addCookies([{ name: 'next-auth.session-token', value: sessionToken, url: baseURL ?? '' }])

  await page.goto('/')
  await expect(page.getByText('One more list waits for you')).toBeVisible()
  await expect(page.getByText('Waiting list')).toHaveCount(0)
  await page.goto(`/l/${waiting.slug}`)
  await expect(page.getByRole('heading', { level: 1, name: 'This list waits for you' })).toBeVisible()
  await expect(page.getByText(/ask an admin of this list for a sign-in link/i)).toBeVisible()
  await page.goto(`/l/${mine.slug}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible()
})
