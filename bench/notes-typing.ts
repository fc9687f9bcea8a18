import { parseArgs } from 'node:util'
import { type CDPSession, type Page, chromium } from 'playwright'
import { disconnectPrisma, prisma } from '#prisma/client.ts'
import { buildList, buildMember, buildPaper, buildSection, buildSession } from '#prisma/seed/builders.ts'
import { findChromium } from '../scripts/test/find-chromium.ts'
import { runApp } from '../scripts/test/run-app.ts'
import { longNote } from './long-note.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * Typing in a note with many formulas against typing in one of the same length with a single one, in
 * Chromium on the production app.
 *
 * What is counted is everything that the page's main thread does from a key until it rests again: the
 * editor's own work, the shared document, the socket, the preview's update, React, style, layout and paint: a
 * stricter measure than the update alone. Chromium keeps these sums itself (Performance.getMetrics), in the
 * thread's own time, so that whatever else the machine does at the moment does not count.
 */
const { values } = parseArgs({
  options: {
    formulas: { type: 'string', default: '500' },
    keys: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '2' },
  },
})
const formulas = Number(values.formulas)
const keys = Number(values.keys)

/** What Chromium's main thread has done so far, in ms of its own time. */
async function spent(cdp: CDPSession) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN)
  return {
    all: of('TaskDuration'),
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  }
}

type Spent = Awaited<ReturnType<typeof spent>>

/** Resolves when the key's frame is over and the page has had nothing to do for a moment. */
const untilRest = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => setTimeout(() => requestIdleCallback(() => done()), 60)),
        )
      }),
  )

async function typeKeys(page: Page, cdp: CDPSession, text: string): Promise<Spent[]> {
  const all: Spent[] = []
  for (const key of text) {
    await untilRest(page)
    const before = await spent(cdp)
    await page.keyboard.press(key)
    await untilRest(page)
    const after = await spent(cdp)
    all.push({
      all: after.all - before.all,
      script: after.script - before.script,
      layout: after.layout - before.layout,
    })
  }
  return all
}

/** What asking and waiting cost by themselves. */
async function idleCost(page: Page, cdp: CDPSession): Promise<number> {
  const costs: number[] = []
  for (let times = 0; times < 30; times++) {
    await untilRest(page)
    const before = await spent(cdp)
    await untilRest(page)
    costs.push((await spent(cdp)).all - before.all)
  }
  return percentile(costs, 0.5)
}

function percentile(numbers: number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

const round = (value: number) => Number(value.toFixed(2))
/** Words and formulas as they are written, in the middle of the note. */
const TYPED = 'and so it follows that $\\alpha + x_1$ is bounded by $\\lVert W \\rVert$ here; '

async function main(): Promise<boolean> {
  const app = await runApp({})
  process.env.DATABASE_URL = app.databaseUrl
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args })
  try {
    const list = await buildList()
    const section = await buildSection(list.id)
    const { user } = await buildMember(list.id, 'MEMBER', { name: 'Emmy' })
    const { sessionToken } = await buildSession(user.id)
    const many = longNote(formulas, formulas)
    const notes = { [`${formulas} formulas`]: many, '1 formula': longNote(formulas, 1, many.length) }
    const spentOn: Record<string, Spent[]> = {}
    const idle: Record<string, number> = {}
    for (let times = 0; times < Number(values.rounds); times++) {
      for (const [name, note] of Object.entries(notes)) {
        const paper = await buildPaper(list.id, section.id, { note })
        const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
        await context.addCookies([{ name: 'next-auth.session-token', value: sessionToken, url: app.url }])
        const page = await context.newPage()
        await page.goto(`${app.url}/l/${list.slug}/p/${paper.id}/note`)
        await page.locator('[data-save-state=saved]').waitFor()
        await page.getByRole('group', { name: 'Preview' }).locator('.katex').first().waitFor()
        await page.getByRole('textbox', { name: 'The note, in markdown' }).focus()
        await page.keyboard.press('Control+Home')
        const middle = note.slice(0, note.indexOf('\n', note.length / 2)).split('\n').length - 1
        for (let line = 0; line < middle; line += 20) await page.keyboard.press('PageDown')
        await page.keyboard.press('End')
        const cdp = await context.newCDPSession(page)
        await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
        await typeKeys(page, cdp, TYPED.slice(0, 25))
        idle[name] = await idleCost(page, cdp)
        const typed = await typeKeys(page, cdp, TYPED.repeat(Math.ceil(keys / TYPED.length)).slice(0, keys))
        spentOn[name] = [...(spentOn[name] ?? []), ...typed]
        const [shown, wanted] = await Promise.all([
          page.getByRole('group', { name: 'Preview' }).locator('.katex').count(),
          name === '1 formula' ? 1 : formulas,
        ])
        if (shown < wanted) throw new Error(`The preview shows ${shown} formulas of ${wanted}.`)
        await context.close()
      }
    }
    const rows = Object.entries(spentOn).map(([name, all]) => {
      const of = (pick: keyof Spent, part: number) =>
        percentile(
          all.map((one) => one[pick]),
          part,
        )
      return {
        name,
        keys: all.length,
        p50: of('all', 0.5),
        p95: of('all', 0.95),
        most: of('all', 1),
        script: of('script', 0.5),
        layout: of('layout', 0.5),
        idle: idle[name] ?? 0,
      }
    })
    console.log(`Notes of ${many.length} characters; ms of the main thread for each key.\n`)
    printTable(
      ['note', 'keys', 'p50', 'p95', 'most', 'script p50', 'style and layout p50', 'idle'],
      rows.map(({ name, keys: count, ...times }) => [name, count, ...Object.values(times).map(round)]),
    )
    const [first, second] = rows
    if (!first || !second) throw new Error('Nothing was measured.')
    const ratio = first.p95 / second.p95
    const goals: Goal[] = [
      { name: `p95 with ${formulas} formulas, ms`, value: round(first.p95), goal: '<= 16', ok: first.p95 <= 16 },
      { name: 'against one formula', value: round(ratio), goal: '<= 1.5', ok: ratio <= 1.5 },
    ]
    return closeBench('notes-typing', goals, { characters: many.length, rows })
  } finally {
    await browser.close()
    await prisma().$disconnect()
    await disconnectPrisma()
    await app.stop()
  }
}

process.exitCode = (await main()) ? 0 : 1
