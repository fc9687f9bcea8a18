import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { expect } from './fixtures.ts'

type Window = { axe?: { run(context: unknown, options: RunOptions): Promise<AxeResults> } }

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules whose outcome depends on colours; the others say the same in light and in dark. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** Until nothing moves or fades any more: a colour half way to another one is no colour of the page. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

/**
 * What axe finds on the page as it stands, a line for each rule. Frames are not looked into. The script is put into the
 * page once: it is half a megabyte, and axe's own builder puts it there three times and opens another page each time.
 */
async function complaints(page: Page, rules?: string[]): Promise<string[]> {
  await settle(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations } = await page.evaluate(
    async (options) => {
      const { axe } = window as Window
      if (!axe) throw new Error('axe is not in the page.')
      return axe.run(document, options)
    },
    {
      resultTypes: ['violations'],
      iframes: false,
      ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
    } satisfies RunOptions,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

/**
 * Expects that axe finds nothing on the page in light colours, nor in dark ones. It is the same page, since only
 * colours differ: the second look asks for these alone. Light colours are back afterwards.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('main').first()).toBeVisible()
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await complaints(page), 'in light colours').toEqual([])
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(background).not.toBe(light)
  expect(await complaints(page, OF_COLOUR), 'in dark colours').toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}
