import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { disconnectPrisma, prisma } from '#prisma/client.ts'
import { runApp } from '../scripts/test/run-app.ts'
import { median } from './load.ts'
import { startNextBare } from './next-static.ts'
import { type Target, cpuPerRequest, warmUp } from './pages/cpu.ts'
import { measureTyping } from './pages/typing.ts'
import { ROLES, buildWorld } from './pages/world.ts'
import { type Goal, closeBench, printTable } from './report.ts'
import { READABLE_LOG, StatementLog } from './statement-log.ts'

/**
 * What every page asks of the database and sends, as every role, on the seed list and a paper with much of everything;
 * and what the signed-in list and paper cost the processor, beside a Next page that prints the same HTML after one
 * SELECT. Statements are counted in PostgreSQL's own log, where everything has been asked once already ("warm") and
 * after a change of the list ("changed"). Then what readers of a large list wait while a member writes in one note.
 */
const { values } = parseArgs({
  options: { papers: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '60' } },
})
/** Of what is waited while nobody writes: the larger of the two. */
const MOST_TIMES_IDLE = 1.3
const MOST_MS_MORE = 10
const MOST_STATEMENTS = 8
const MOST_TIMES_BARE = 1.5
const ROUNDS = 5

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

type Asked = { statements: number; bytes: number; status: number }

async function main(): Promise<boolean> {
  let append: (text: string) => void = () => undefined
  const app = await runApp({
    postgres: READABLE_LOG,
    onPostgresLog: (text) => append(text),
    env: { LOG_LEVEL: 'silent' },
  })
  const log = new StatementLog(app.superuserUrl)
  append = log.append
  let bare: Awaited<ReturnType<typeof startNextBare>> | undefined
  try {
    process.env.DATABASE_URL = app.databaseUrl
    const world = await buildWorld()
    await prisma().$executeRawUnsafe('analyze')
    await log.open()

    const headersOf = (token: string | null): Record<string, string> =>
      token === null ? {} : { cookie: `next-auth.session-token=${token}` }
    const get = (path: string, token: string | null) =>
      fetch(app.url + path, { headers: headersOf(token), redirect: 'manual' })
    const read = async (path: string, token: string | null): Promise<Asked> => {
      let asked = { bytes: 0, status: 0 }
      const statements = await log.during(async () => {
        const answer = await get(path, token)
        asked = { bytes: (await answer.arrayBuffer()).byteLength, status: answer.status }
      })
      if (process.env.SHOW && path.includes(process.env.SHOW))
        console.log(statements.map(({ sql }) => sql).join('\n---\n'))
      return { ...asked, statements: statements.length }
    }
    const raise = () =>
      prisma().list.update({
        where: { id: world.listId },
        data: { revision: { increment: 1 }, contents: { increment: 1 } },
      })

    const rows: { page: string; role: string; warm: Asked; changed: number | null }[] = []
    for (const [page, path] of Object.entries(world.pages)) {
      for (const role of ROLES) {
        const token = world.sessions[role]
        await read(path, token)
        // Twice: what the app asks by itself now and then is no question of the page.
        const [once, again] = [await read(path, token), await read(path, token)]
        const warm = once.statements <= again.statements ? once : again
        let changed: number | null = null
        if (role === 'admin' || page.startsWith('public')) {
          await raise()
          changed = (await read(path, token)).statements
        }
        rows.push({ page, role, warm, changed })
      }
    }
    const pages = Object.keys(world.pages)
    const of = (page: string, role: string) => rows.find((row) => row.page === page && row.role === role)
    printTable(
      ['SQL statements, warm', ...ROLES, 'changed', 'kB'],
      pages.map((page) => {
        const admin = of(page, 'admin')
        const cell = (role: string) => {
          const { statements = 0, status = 0 } = of(page, role)?.warm ?? {}
          return status === 200 ? statements : `${statements} (${status})`
        }
        return [page, ...ROLES.map(cell), admin?.changed ?? '', round((admin?.warm.bytes ?? 0) / 1024, 1)]
      }),
    )

    const folder = join(app.dir, 'bare')
    mkdirSync(folder)
    const token = world.sessions.member
    const headers = headersOf(token)
    const compared = ['list', 'paper'] as const
    for (const page of compared) {
      const html = await (await get(world.pages[page] ?? '', token)).text()
      const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? ''
      writeFileSync(join(folder, page), body.replace(/<script[\s\S]*?<\/script>/g, ''))
    }
    bare = await startNextBare(folder, app.databaseUrl)
    // Writing a log of every statement is no work of a page.
    await log.close()
    const targets: Record<string, Target> = {}
    for (const page of compared) {
      targets[page] = { url: app.url + (world.pages[page] ?? ''), pid: app.pid, headers }
      targets[`${page}, bare`] = { url: `${bare.url}bare/${page}`, pid: bare.pid }
    }
    const seen: Record<string, number[]> = {}
    for (const target of Object.values(targets)) await warmUp(target)
    for (let at = 0; at < ROUNDS; at++)
      for (const [name, target] of Object.entries(targets)) (seen[name] ??= []).push(await cpuPerRequest(target))
    const cpu = (name: string) => median(seen[name] ?? [])
    printTable(
      ['CPU time a request, signed in', 'ours, ms', 'bare Next page, ms', 'times'],
      compared.map((page) => [
        page,
        round(cpu(page)),
        round(cpu(`${page}, bare`)),
        round(cpu(page) / cpu(`${page}, bare`)),
      ]),
    )

    await bare.stop()
    bare = undefined
    const typing = await measureTyping(app.url, log, Number(values.papers), Number(values.rounds))
    printTable(
      [`p95 of a list of ${values.papers} papers, ms`, 'nobody writes', 'a member writes'],
      Object.entries(typing.waits).map(([name, waits]) => [name, round(waits.idle, 1), round(waits.typing, 1)]),
    )
    console.log(`${typing.keys} keystrokes; ${typing.counted} statements counted the list meanwhile.\n`)

    const most = rows.reduce((worst, row) => (row.warm.statements > worst.warm.statements ? row : worst))
    console.log(`Most statements: ${most.page}, as ${most.role}.\n`)
    const goals: Goal[] = [
      {
        name: 'SQL statements of any page',
        value: most.warm.statements,
        goal: `<= ${MOST_STATEMENTS}`,
        ok: most.warm.statements <= MOST_STATEMENTS,
      },
      ...compared.map((page): Goal => {
        const times = round(cpu(page) / cpu(`${page}, bare`))
        return {
          name: `CPU time of the ${page} page, times a bare Next page`,
          value: times,
          goal: `<= ${MOST_TIMES_BARE}`,
          ok: times <= MOST_TIMES_BARE,
        }
      }),
    ]
    for (const [name, waits] of Object.entries(typing.waits)) {
      const allowed = Math.max(waits.idle * MOST_TIMES_IDLE, waits.idle + MOST_MS_MORE)
      goals.push({
        name: `p95 of the ${name} while a member writes, ms`,
        value: round(waits.typing, 1),
        goal: `<= ${round(allowed, 1)}`,
        ok: waits.typing <= allowed,
      })
    }
    goals.push({
      name: 'statements that count the list while a member writes',
      value: typing.counted,
      goal: '= 0',
      ok: typing.counted === 0 && typing.keys > 10,
    })
    return closeBench('pages', goals, {
      statements: Object.fromEntries(pages.map((page) => [page, of(page, 'admin')?.warm.statements ?? 0])),
    })
  } finally {
    await bare?.stop()
    await disconnectPrisma()
    await app.stop()
  }
}

process.exit((await main()) ? 0 : 1)
