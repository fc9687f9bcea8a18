import type { Page } from '@playwright/test'
import { buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { expect } from './fixtures.ts'

// Reading a text takes a compiler, a frame and a type checker; on a busy machine that is seconds.
export const LONG = { timeout: 30_000 }

export async function paperOf(title = 'Gradients, again') {
  const list = await buildList({ title: 'Reading group' })
  const section = await buildSection(list.id, { title: 'This week' })
  const paper = await buildPaper(list.id, section.id, { title, year: 2024 })
  return { list, paper, base: `/l/${list.slug}` }
}

export async function openNew(page: Page, base: string, paperId: string) {
  await page.goto(`${base}/p/${paperId}`)
  await page.getByRole('link', { name: 'Write an experiment' }).click()
  await expect(problems(page)).toContainText('No problems', LONG)
}
export const problems = (page: Page) => page.getByRole('region', { name: 'Problems' })
export const editor = (page: Page) => page.getByRole('textbox', { name: 'The experiment, in TypeScript' })

/** Types a line above all others. */
export async function addFirstLine(page: Page, text: string) {
  await editor(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.insertText(`${text}\n`)
}
export async function writeInstead(page: Page, text: string) {
  await editor(page).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}
export const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z')

export const small = (body: string) => `import { defineExperiment } from 'colloquium'
export default defineExperiment({
  title: 'Small',
  question: 'Does it run?',
  paper: { title: 'A paper' },
  parameters: {},
  seed: 1,
  budget: { seconds: 5, megabytes: 16 },
  agreement: 0.01,
  claims: {},
  figures: {},
  async run(context) {
    ${body}
  },
})
`
