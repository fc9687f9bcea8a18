import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Browser, type Page, chromium } from 'playwright'
import { disconnectPrisma } from '#prisma/client.ts'
import { buildList, buildMember, buildPaper, buildSection, buildSession } from '#prisma/seed/builders.ts'
import { findChromium } from '../scripts/test/find-chromium.ts'
import { runApp } from '../scripts/test/run-app.ts'
import { longNote } from './long-note.ts'
import { type KeyCost, costOfKeys, markPreview } from './main-thread.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * Typing in a note with many formulas against typing in one of the same length with a single one, in
 * Chromium on the production app; words and formulas, in the middle of the note, a key at a time. What is
 * counted is the main thread's own time by Chromium's trace (main-thread.ts), by three measures, each part of
 * the next: "preview", its update, with all that the frames in which it is put into the page style, lay out
 * and paint; "after", everything that follows the key's own handling, collecting garbage and the server's word
 * included; "whole", with the browser's insertion, the editor, the shared document and the socket.
 */
const { values } = parseArgs({
  options: {
    formulas: { type: 'string', default: '500' },
    keys: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '2' },
  },
})
const formulas = Number(values.formulas)
const TYPED = 'and so it follows that $\\alpha + x_1$ is bounded by $\\lVert W \\rVert$ here; '
const round = (value: number) => Number(value.toFixed(2))

function percentile(numbers: number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

/** Between two keys, in ms: a quick typist's pace, and time for all that a key sets off. */
const PACE = 150

async function typeKeys(page: Page, count: number): Promise<void> {
  for (const key of TYPED.repeat(Math.ceil(count / TYPED.length)).slice(0, count)) {
    await page.keyboard.press(key)
    await setTimeout(PACE)
  }
}

/** Opens the note in a browser of its own, goes to its middle and types. */
async function measure(browser: Browser, to: { url: string; cookie: string; wanted: number }): Promise<KeyCost[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
  await context.addCookies([{ name: 'next-auth.session-token', value: to.cookie, url: new URL(to.url).origin }])
  await markPreview(context)
  const page = await context.newPage()
  await page.goto(to.url)
  await page.locator('[data-save-state=saved]').waitFor()
  const editor = page.getByRole('textbox', { name: 'The note, in markdown' })
  await editor.focus()
  await page.locator('.cm-scroller').evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight / 2))
  await page.locator('.cm-line', { hasText: /\w{4}/ }).nth(8).click()
  await page.keyboard.press('End')
  const cdp = await context.newCDPSession(page)
  await typeKeys(page, 30)
  const costs = await costOfKeys(cdp, () => typeKeys(page, Number(values.keys)))
  const shown = await page.getByRole('group', { name: 'Preview' }).locator('.katex').count()
  if (shown < to.wanted) throw new Error(`The preview shows ${shown} formulas of ${to.wanted}.`)
  await context.close()
  return costs
}

async function main(): Promise<boolean> {
  const app = await runApp({})
  process.env.DATABASE_URL = app.databaseUrl
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args })
  try {
    const list = await buildList()
    const section = await buildSection(list.id)
    const { user } = await buildMember(list.id, 'MEMBER', { name: 'Emmy' })
    const { sessionToken: cookie } = await buildSession(user.id)
    const many = longNote(formulas, formulas)
    const notes = [
      { name: `${formulas} formulas`, note: many, wanted: formulas, costs: [] as KeyCost[] },
      { name: '1 formula', note: longNote(formulas, 1, many.length), wanted: 1, costs: [] },
    ]
    for (let times = 0; times < Number(values.rounds); times++) {
      for (const one of notes) {
        const paper = await buildPaper(list.id, section.id, { note: one.note })
        const url = `${app.url}/l/${list.slug}/p/${paper.id}/note`
        one.costs.push(...(await measure(browser, { url, cookie, wanted: one.wanted })))
      }
    }
    const rows = notes.map(({ name, costs }) => {
      const of = (pick: keyof KeyCost, part: number) =>
        round(
          percentile(
            costs.map((cost) => cost[pick]),
            part,
          ),
        )
      return {
        name,
        keys: costs.length,
        preview: { p50: of('preview', 0.5), p95: of('preview', 0.95), most: of('preview', 1) },
        after: { p50: of('after', 0.5), p95: of('after', 0.95) },
        whole: { p50: of('whole', 0.5), p95: of('whole', 0.95) },
      }
    })
    console.log(`Notes of ${many.length} characters; ms of the main thread for each key.\n`)
    printTable(
      ['note', 'keys', 'preview p50', 'p95', 'most', 'after p50', 'p95', 'whole p50', 'p95'],
      rows.map(({ name, keys, preview, after, whole }) => [
        name,
        keys,
        preview.p50,
        preview.p95,
        preview.most,
        after.p50,
        after.p95,
        whole.p50,
        whole.p95,
      ]),
    )
    const [first, second] = rows
    if (!first || !second) throw new Error('Nothing was measured.')
    const ratio = round(first.preview.p95 / second.preview.p95)
    const whole = round(first.whole.p95 / second.whole.p95)
    const p95 = first.preview.p95
    const goals: Goal[] = [
      { name: `preview p95 with ${formulas} formulas, ms`, value: p95, goal: '<= 16', ok: p95 <= 16 },
      { name: 'preview p95 / that with one formula', value: ratio, goal: '<= 1.5', ok: ratio <= 1.5 },
      { name: 'whole p95 / that with one formula', value: whole, goal: '<= 1.5', ok: whole <= 1.5 },
    ]
    return closeBench('notes-typing', goals, { characters: many.length, rows })
  } finally {
    await browser.close()
    await disconnectPrisma()
    await app.stop()
  }
}

process.exitCode = (await main()) ? 0 : 1
