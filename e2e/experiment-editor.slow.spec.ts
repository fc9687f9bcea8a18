// inputs: app/l/[list]/experiments/new/page.tsx app/l/[list]/experiments/[slug]/page.tsx app/l/[list]/experiments/[slug]/edit/page.tsx app/l/[list]/experiments/[slug]/versions/page.tsx app/l/[list]/p/[paper]/page.tsx app/**/*.css components/**/*.css experiments/** lib/experiments/runtime/** next.config.ts prisma/** scripts/*.ts server/http/**
// Writing an experiment in every way; what tells most is in experiment-editor.spec.ts, which every run includes.
import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveExperimentVersion } from '#lib/experiments/authored/commands.ts'
import { getExperimentVersion, listExperimentVersions } from '#lib/experiments/authored/version-queries.ts'
import { expectAccessible } from './axe.ts'
import {
  addFirstLine,
  editor,
  LONG,
  openNew,
  paperOf,
  problems,
  small,
  undo,
  writeInstead,
} from './experiment-editing.ts'
import { expect, test } from './fixtures.ts'

test('a member writes an experiment: it runs at once, its mistakes are named with their lines, it is saved', async ({
  page,
  as,
}) => {
  test.slow()
  const { list, paper, base } = await paperOf()
  await as('MEMBER', list.slug)
  await openNew(page, base, paper.id)

  await test.step('the text that it begins with runs, and its claim holds', async () => {
    await page.getByRole('button', { name: 'Run the text' }).click()
    await expect(page.getByText('The run has finished.')).toBeAttached(LONG)
    const shown = page.getByRole('region', { name: 'The experiment' })
    await expect(shown.getByText('holds', { exact: true })).toBeVisible()
    await expect(shown.getByText('Distance to the minimum').first()).toBeVisible()
  })

  await test.step('a wrong type is told on its line', async () => {
    await addFirstLine(page, "const wrong: number = 'text'")
    await expect(problems(page)).toContainText("Types, line 1Type 'string' is not assignable to type 'number'.", LONG)
    await expect(page.locator('.cm-gutter-lint .cm-lint-marker-error')).toHaveCount(1)
    await undo(page)
    await expect(problems(page)).toContainText('No problems', LONG)
  })

  await test.step('what the server cannot compile is told on its line, and cannot be saved', async () => {
    await addFirstLine(page, '// A comment.\nenum Kind { One }')
    await expect(problems(page)).toContainText(/Text, line 2TypeScript enum is not supported/, LONG)
    await page.keyboard.press('ControlOrMeta+s')
    await expect(page.getByText('It cannot be saved yet')).toBeVisible(LONG)
    await undo(page)
    await expect(problems(page)).toContainText('No problems', LONG)
  })

  await test.step('what fails while it runs is told on its line, which a press leads to', async () => {
    await writeInstead(page, small("throw new Error('No luck today')"))
    await expect(page.getByRole('heading', { name: 'Small' })).toBeVisible(LONG)
    await page.keyboard.press('ControlOrMeta+Enter')
    const told = problems(page).getByRole('button', { name: /Run, line 13\s*No luck today/ })
    await expect(told).toBeVisible(LONG)
    await told.click()
    await expect(editor(page)).toBeFocused()
    await expect(page.locator('.cm-activeLineGutter').filter({ hasText: '13' })).toBeVisible()
    await writeInstead(page, small("context.metric('answer', 42)"))
  })

  await test.step('it is saved, and has a page of its own', async () => {
    await page.keyboard.press('ControlOrMeta+s')
    await expect(page.getByText('Saved as version 1')).toBeVisible(LONG)
    await expect(page).toHaveURL(`${base}/experiments/small/edit`)
    await page.getByRole('link', { name: 'Its page' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Small' })).toBeVisible()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByText('answer', { exact: true })).toBeVisible(LONG)
  })
})

test('completion knows the compute library', async ({ page, as }) => {
  const { list, paper, base } = await paperOf()
  await as('MEMBER', list.slug)
  await openNew(page, base, paper.id)
  await writeInstead(page, small('const product = context.jax.numpy.matmu'))
  await editor(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  for (let line = 0; line < 12; line++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.type('l')
  await expect(page.locator('.cm-tooltip-autocomplete').getByRole('option', { name: /matmul/ })).toBeVisible(LONG)
})

test('versions are kept, one is restored as a new one, and an unsaved text comes back', async ({ page, as }) => {
  test.slow()
  const { list, paper, base } = await paperOf()
  await as('MEMBER', list.slug)
  await openNew(page, base, paper.id)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved as version 1')).toBeVisible(LONG)
  await addFirstLine(page, '// Second thoughts.')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Saved as version 2')).toBeVisible(LONG)

  await test.step('an unsaved line survives a reload', async () => {
    page.on('dialog', (dialog) => void dialog.accept())
    await addFirstLine(page, '// Not saved.')
    await expect(page.getByText('Not saved yet, kept in this browser')).toBeVisible()
    await page.reload()
    await expect(page.getByText('Your text of an earlier sitting is back')).toBeVisible(LONG)
    await expect(editor(page)).toContainText('// Not saved.')
    await page.getByRole('button', { name: 'Begin from the saved one' }).click()
    await expect(editor(page)).not.toContainText('// Not saved.')
    await expect(page.getByText('Saved as version 2')).toBeVisible()
  })

  await page.getByRole('link', { name: 'Versions' }).click()
  const changes = page.getByRole('group', { name: 'Changes' })
  await expect(changes).toContainText('Added: // Second thoughts.')
  await page.getByRole('link', { name: /Version 1/ }).click()
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await page.getByRole('button', { name: 'Restore it' }).click()
  await expect(page.getByText('Version 3 reads as version 1 did.', { exact: true })).toBeVisible(LONG)
  const slug = 'how-fast-does-gradient-descent-close-in'
  const texts = await Promise.all(
    [1, 3].map(
      async (number) => (await getExperimentVersion(await openList(SYSTEM, { id: list.id }), slug, number)).source,
    ),
  )
  expect(texts[1]).toBe(texts[0])
  expect(await listExperimentVersions(await openList(SYSTEM, { id: list.id }), slug)).toHaveLength(3)

  await test.step('it is removed, and a moment later back', async () => {
    await page.goto(`${base}/experiments/${slug}`)
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await expect(page).toHaveURL(`${base}/experiments`)
    await expect(page.getByRole('link', { name: /How fast does gradient/ })).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /How fast does gradient/ })).toBeVisible(LONG)
  })
})

test('two who save at once: the second sees the other’s text beside their own, and neither is lost', async ({
  page,
  as,
}) => {
  const { list, paper, base } = await paperOf()
  await as('MEMBER', list.slug)
  await openNew(page, base, paper.id)
  await writeInstead(page, small("context.metric('answer', 42)"))
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Saved as version 1')).toBeVisible(LONG)
  const ref = { id: list.id }
  const { source, description } = await getExperimentVersion(await openList(SYSTEM, ref), 'small')
  await saveExperimentVersion(await openList(SYSTEM, ref), 'small', {
    source: `// Theirs.\n${source}`,
    description,
    baseVersion: 1,
  })

  await addFirstLine(page, '// Mine.')
  await page.keyboard.press('ControlOrMeta+s')
  const told = page.getByRole('alert').filter({ hasText: 'saved version 2 while you were writing' })
  await expect(told).toBeVisible(LONG)
  await expect(told).toContainText('// Theirs.')
  await expect(editor(page)).toContainText('// Mine.')
  await told.getByRole('button', { name: 'Save mine as version 3' }).click()
  await expect(page.getByText('Saved as version 3')).toBeVisible(LONG)
  const sources = await Promise.all(
    [2, 3].map(async (at) => (await getExperimentVersion(await openList(SYSTEM, ref), 'small', at)).source),
  )
  expect(sources).toEqual([`// Theirs.\n${source}`, `// Mine.\n${source}`])
})

test('the editor can be left by the keyboard, and passes what axe checks, light and dark, also on a phone', async ({
  page,
  as,
}) => {
  test.slow()
  const { list, paper, base } = await paperOf()
  await as('MEMBER', list.slug)
  await openNew(page, base, paper.id)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
  await editor(page).focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()
})
