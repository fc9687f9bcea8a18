import type { Browser, Page } from 'playwright'
import { disconnectPrisma, prisma } from '#prisma/client.ts'
import { buildSession, buildUser } from '#prisma/seed/builders.ts'
import { runApp } from '../../scripts/test/run-app.ts'
import type { Goal } from '../report.ts'

const SLUG = 'learning-without-training'
const MEGABYTE = 1_000_000

/** Counts what a page downloads, in bytes as they travel, and by which address. */
async function countBytes(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  const addresses = new Map<string, string>()
  const seen: { url: string; bytes: number }[] = []
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => void addresses.set(requestId, request.url))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    seen.push({ url: addresses.get(requestId) ?? '', bytes: encodedDataLength }),
  )
  const isLab = (url: string) => new URL(url, 'http://localhost').pathname.startsWith('/lab/')
  return {
    sum: () => seen.reduce((all, one) => all + one.bytes, 0),
    /** Addresses below /lab, where compute library, frame and experiments lie. */
    lab: () => [...addresses.values()].filter(isLab),
  }
}

/** In the page: ms from the click until a figure holds a line that was not there before. */
async function clickToFirstPoint(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const drawn = () => [...document.querySelectorAll('figure svg path')].map((path) => path.getAttribute('d') ?? '')
    const before = new Set(drawn())
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Run')
    if (!button) throw new Error('There is no Run button.')
    const startedAt = performance.now()
    button.click()
    while (!drawn().some((d) => d !== '' && !before.has(d))) {
      if (performance.now() - startedAt > 60_000) throw new Error('Nothing was drawn within a minute.')
      await new Promise((done) => requestAnimationFrame(done))
    }
    return performance.now() - startedAt
  })
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/**
 * The production app as a reader has it: from the click to the first plotted point and what was downloaded by
 * then, each time in a browser that has nothing cached; the first experiment's whole run; a paper's page
 * that nobody clicks on. On the CPU, which is what `auto` takes where the GPU is an emulation.
 */
export async function measureReading(browser: Browser): Promise<{ rows: [string, string | number][]; goals: Goal[] }> {
  const app = await runApp({})
  try {
    process.env.DATABASE_URL = app.databaseUrl
    const firsts: number[] = []
    const bytes: number[] = []
    let trained = Number.NaN
    let device = ''
    let learned = ''
    // The first opens the server's own pages for the first time.
    for (let round = 0; round < 4; round++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      const page = await context.newPage()
      const counter = await countBytes(page)
      await page.goto(`${app.url}/experiments/${SLUG}`, { waitUntil: 'networkidle' })
      const ms = await clickToFirstPoint(page)
      if (round > 0) {
        firsts.push(ms)
        bytes.push(counter.sum())
      }
      if (round === 3) {
        const startedAt = performance.now() - ms
        await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 300_000 })
        trained = (performance.now() - startedAt) / 1000
        device =
          (await page
            .getByText(/CPU: WebAssembly/)
            .first()
            .textContent()) ?? ''
        learned = (await page.getByRole('listitem').filter({ hasText: 'learns to find' }).first().innerText()) ?? ''
      }
      await context.close()
    }

    const user = await buildUser({ isInstallationAdmin: true })
    const { sessionToken } = await buildSession(user.id)
    const paper = await prisma().paper.findFirstOrThrow({
      where: { identifiers: { some: { scheme: 'arxiv', value: '2507.16003' } } },
      select: { id: true, list: { select: { slug: true } } },
    })
    const context = await browser.newContext()
    await context.addCookies([{ name: 'next-auth.session-token', value: sessionToken, url: app.url }])
    const page = await context.newPage()
    const counter = await countBytes(page)
    await page.goto(`${app.url}/l/${paper.list.slug}/p/${paper.id}`, { waitUntil: 'networkidle' })
    const isNamed = await page.locator(`a[href*='/experiments/${SLUG}']`).count()
    if (isNamed === 0) throw new Error('The paper’s page names no experiment.')
    const labRequests = counter.lab().length
    await context.close()

    const holds = /holds/.test(learned) && !/does not hold/.test(learned)
    const seconds = Number((median(firsts) / 1000).toFixed(2))
    const megabytes = Number((median(bytes) / MEGABYTE).toFixed(2))
    const whole = Number(trained.toFixed(1))
    return {
      rows: [
        ['from click to first plotted point, s', firsts.map((ms) => (ms / 1000).toFixed(2)).join(', ')],
        ['downloaded by then, page included, MB', megabytes],
        ['the first experiment’s whole run, s', whole],
        ['computed on', device],
        ['it learns in context', learned.split('\n').slice(-2).join(', ')],
      ],
      goals: [
        { name: 'click to first point, s', value: seconds, goal: '<= 3', ok: seconds <= 3 },
        { name: 'downloaded before it, MB', value: megabytes, goal: '<= 2', ok: megabytes <= 2 },
        {
          name: 'training to its stated loss, s',
          value: holds ? whole : Infinity,
          goal: '<= 60',
          ok: holds && whole <= 60,
        },
        { name: 'files of /lab on a paper’s page', value: labRequests, goal: '= 0', ok: labRequests === 0 },
      ],
    }
  } finally {
    await disconnectPrisma()
    await app.stop()
  }
}
