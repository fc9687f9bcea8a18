import { openList } from '#lib/access/open-list.ts'
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SYSTEM } from '#lib/access/roles.ts'
import { editPaperTitle } from './edit-title.ts'
import { createShareLink } from '#lib/sharing/commands.ts'
import { disconnectPrisma, prisma } from '#prisma/client.ts'
import { buildSession, buildUser } from '#prisma/seed/builders.ts'
import { buildLargeList } from '#prisma/seed/large.ts'
import { freePort } from '#server/database/free-port.ts'
import { runApp } from '../scripts/test/run-app.ts'
import { EMPTY_PAGE, MOST_ABOVE_EMPTY } from '../scripts/test/stranger-javascript.ts'
import { measureJavascript, textWithoutJavascript } from './javascript.ts'
import { compare } from './load.ts'
import { READABLE_LOG, StatementLog } from './statement-log.ts'
import { startNextStatic } from './next-static.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * The list page at 100,000 papers, signed in and public, against a bare node:http handler and Next's own
 * static page, all on this machine in one run.
 */
const { values } = parseArgs({
  options: {
    papers: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '10' },
  },
})
const SLUG = 'large'
const under = {
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  connections: Number(values.connections),
}
const round = (value: number, digits = 2) => Number(value.toFixed(digits))

async function startBare(dir: string, input: unknown): Promise<{ url: string; stop(): void }> {
  const file = join(dir, 'bare.json')
  writeFileSync(file, JSON.stringify(input))
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-list-server.ts'), file, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((done, fail) => {
    child.stdout.once('data', () => done())
    child.once('exit', () => fail(new Error('The bare server did not start.')))
  })
  return { url: `http://127.0.0.1:${port}/`, stop: () => void child.kill('SIGTERM') }
}

/** The titles of the first page's rows, in order, as the HTML holds them. */
function rowTitles(html: string): string[] {
  return [...html.matchAll(/class="paper-title"[^>]*>([^<]+)</g)].map((match) => match[1] ?? '')
}

async function main(): Promise<boolean> {
  let append: (text: string) => void = () => undefined
  const app = await runApp({ postgres: READABLE_LOG, onPostgresLog: (text) => append(text) })
  const log = new StatementLog(app.superuserUrl)
  append = log.append
  const nextStatic = await startNextStatic()
  let bare: Awaited<ReturnType<typeof startBare>> | undefined
  try {
    process.env.DATABASE_URL = app.databaseUrl
    console.log(`Loading ${values.papers} papers …`)
    await buildLargeList(prisma(), { papers: Number(values.papers), slug: SLUG })
    await prisma().$executeRawUnsafe('analyze')
    const user = await buildUser({ isInstallationAdmin: true })
    const { sessionToken } = await buildSession(user.id)
    const headers = { cookie: `next-auth.session-token=${sessionToken}` }
    const { token } = await createShareLink(await openList(SYSTEM, { slug: SLUG }), {
      scope: 'LIST',
      sectionId: null,
      paperId: null,
      includeNotes: false,
      includeComments: false,
      expiresAt: null,
      password: null,
      label: null,
    })

    const listUrl = `${app.url}/l/${SLUG}`
    const publicUrl = `${app.url}/s/${token}`
    const get = async () => (await fetch(listUrl, { headers })).text()
    for (let warm = 0; warm < 20; warm++) await get()
    const html = await get()
    await log.open()
    const statements = await log.during(get)
    await log.close()
    const titles = rowTitles(html)
    if (titles.length < 20 || statements.length === 0)
      throw new Error(`The list page has ${titles.length} rows and ${statements.length} statements.`)
    bare = await startBare(app.dir, { databaseUrl: app.databaseUrl, statements, html, titles })
    console.log(
      `The list page: ${titles.length} rows, ${Buffer.byteLength(html)} bytes, ${statements.length} SQL statements per request.\n`,
    )

    const loads = await compare(
      {
        'list page, signed in': { url: listUrl, headers },
        'bare node:http, same SQL and bytes': { url: bare.url },
        'public list page': { url: publicUrl },
        "Next's static page": { url: nextStatic.url },
      },
      under,
    )
    printTable(
      ['target', 'requests/s', 'p50 ms', 'p99 ms', 'bytes', 'errors'],
      Object.entries(loads).map(([name, one]) => [
        name,
        round(one.requestsPerSecond, 1),
        one.p50,
        one.p99,
        one.bytes,
        one.errors,
      ]),
    )

    const visible = await editPaperTitle(SLUG, publicUrl)
    const ours = await measureJavascript(publicUrl)
    const baseline = await measureJavascript(nextStatic.url)
    const text = await textWithoutJavascript(publicUrl)
    const shown = titles.slice(1).filter((title) => text.includes(title)).length
    printTable(
      ['JavaScript to a stranger', 'files', 'gzipped bytes'],
      [
        ['public list page', ours.files, ours.gzipped],
        ["Next's empty page", baseline.files, baseline.gzipped],
      ],
    )

    const signedIn =
      loads['list page, signed in'].requestsPerSecond / loads['bare node:http, same SQL and bytes'].requestsPerSecond
    const shared = loads['public list page'].requestsPerSecond / loads["Next's static page"].requestsPerSecond
    const errors = Object.values(loads).reduce((sum, one) => sum + one.errors, 0)
    const goals: Goal[] = [
      { name: 'signed-in list page / bare handler', value: round(signedIn, 3), goal: '>= 0.25', ok: signedIn >= 0.25 },
      { name: 'public list page / static page', value: round(shared, 3), goal: '>= 0.80', ok: shared >= 0.8 },
      { name: 'edit visible on the public page, ms', value: Math.round(visible), goal: '<= 1000', ok: visible <= 1000 },
      {
        name: 'JavaScript above the baseline, bytes',
        value: ours.gzipped - baseline.gzipped,
        goal: `<= ${MOST_ABOVE_EMPTY}`,
        ok: ours.gzipped - baseline.gzipped <= MOST_ABOVE_EMPTY,
      },
      {
        name: 'JavaScript of the baseline as the tests know it, bytes',
        value: EMPTY_PAGE.gzipped,
        goal: `within 100 of ${baseline.gzipped}`,
        ok: Math.abs(EMPTY_PAGE.gzipped - baseline.gzipped) <= 100,
      },
      {
        name: 'rows read without JavaScript',
        value: round(shown / (titles.length - 1)),
        goal: '= 1',
        ok: shown === titles.length - 1,
      },
      { name: 'failed requests', value: errors, goal: '= 0', ok: errors === 0 },
    ]
    return closeBench('list', goals, { papers: Number(values.papers), ...under, loads })
  } finally {
    bare?.stop()
    await disconnectPrisma()
    await nextStatic.stop()
    await app.stop()
  }
}

process.exitCode = (await main()) ? 0 : 1
