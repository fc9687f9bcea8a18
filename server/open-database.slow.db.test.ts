// Starts of the embedded database after a crash, each in a process of its own.
// inputs: server/settings.ts server/open-database.ts server/start-error.ts
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureDatabase } from './database/check.ts'
import { startCluster } from './database/cluster.ts'
import { isAlive } from './instance/process-identity.ts'
import { ROOT_DIR } from './root-dir.ts'

let parent: string
let dataDir: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'colloquium-data-'))
  chmodSync(parent, 0o755)
  dataDir = join(parent, 'data')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

/** A process that opens the database as the server does, prints its address, and closes it on SIGTERM. */
const OPENER = `
  const { loadSettings } = await import('#server/settings.ts')
  const { openDatabase } = await import('#server/open-database.ts')
  const { lastWords } = await import('#server/start-error.ts')
  try {
    const database = await openDatabase(loadSettings('test'))
    console.log(database.url)
    process.once('SIGTERM', () => database.close().then(() => process.exit(0)))
    setInterval(() => {}, 1000)
  } catch (error) {
    console.error(lastWords(error))
    process.exit(1)
  }
`

function open(env: Record<string, string> = {}): ChildProcess {
  const environment: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, ...env }
  if (!('DATABASE_URL' in env)) delete environment.DATABASE_URL
  const args = ['--input-type=module', '-e', OPENER]
  return spawn(process.execPath, args, { cwd: ROOT_DIR, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function printed(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer]
  return chunk.toString().trim()
}

async function failure(child: ChildProcess): Promise<{ code: number | null; words: string }> {
  let words = ''
  child.stderr!.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, words: words.trim() }
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ value: unknown }>(sql)).rows.map((row) => row.value)
  } finally {
    await client.end()
  }
}

const postmasterPid = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

describe('the embedded database', () => {
  it('is made on the first start, closed cleanly, and holds everything on the next', async () => {
    const first = open()
    const url = await printed(first)
    await query(url, 'create table kept as select 7 as value')
    const postmaster = postmasterPid()
    expect(await stop(first)).toBe(0)
    expect(isAlive(postmaster)).toBe(false)
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
    expect(existsSync(join(dataDir, 'colloquium.lock'))).toBe(false)
    const second = open()
    expect(await query(await printed(second), 'select value from kept')).toEqual([7])
    await stop(second)
  })

  it('of an earlier version, used as superuser, is carried over with its rows to an ordinary role', async () => {
    const superuser = 'of the superuser'
    mkdirSync(dataDir)
    writeFileSync(
      join(dataDir, 'secrets.json'),
      JSON.stringify({ nextAuthSecret: 'kept', databasePassword: superuser }),
    )
    const before = await startCluster({ dir: join(dataDir, 'postgres'), password: superuser })
    await ensureDatabase(before.url('postgres'), 'colloquium')
    await query(before.url('colloquium'), 'create table kept as select 10 as value')
    await before.stop()
    for (let start = 1; start <= 2; start++) {
      const app = open()
      const url = await printed(app)
      expect(await query(url, 'select value from kept')).toEqual([10])
      expect(
        await query(url, `select usename || ' ' || usesuper as value from pg_user where usename = current_user`),
      ).toEqual(['colloquium false'])
      await query(url, `alter table kept add column "start ${start}" int`)
      expect(await stop(app)).toBe(0)
    }
    const secrets = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as Record<string, string>
    expect(secrets).toMatchObject({ nextAuthSecret: 'kept', databasePassword: superuser })
    expect(secrets.appDatabasePassword).toMatch(/.{30}/)
  }, 90_000)

  it('tells a second server in one sentence that the folder is in use', async () => {
    const first = open()
    await printed(first)
    const { code, words } = await failure(open())
    expect(code).toBe(1)
    expect(words).toBe(
      `The data folder ${dataDir} is in use by another Colloquium (process ${first.pid}): stop it, or set DATA_DIR to another folder.`,
    )
    await stop(first)
  })

  it('recovers by itself from a server that was killed and left its database running', async () => {
    const first = open()
    await query(await printed(first), 'create table kept as select 8 as value')
    const orphan = postmasterPid()
    first.kill('SIGKILL')
    await once(first, 'exit')
    expect(isAlive(orphan)).toBe(true)
    const second = open()
    expect(await query(await printed(second), 'select value from kept')).toEqual([8])
    expect(isAlive(orphan)).toBe(false)
    await stop(second)
  })

  it('recovers by itself from a machine that lost its power, even where the ids are used anew', async () => {
    const first = open()
    await query(await printed(first), 'create table kept as select 9 as value')
    const postmaster = postmasterPid()
    first.kill('SIGKILL')
    process.kill(postmaster, 'SIGKILL')
    await once(first, 'exit')
    const file = join(dataDir, 'postgres/postmaster.pid')
    const [, ...rest] = readFileSync(file, 'utf8').split('\n')
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
    writeFileSync(file, [stranger.pid, ...rest].join('\n'))
    const second = open()
    expect(await query(await printed(second), 'select value from kept')).toEqual([9])
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
    stranger.kill()
    await stop(second)
  })
})

describe('a DATABASE_URL that is wrong', () => {
  const url = new URL(process.env.DATABASE_URL ?? '')
  const variants: [string, (url: URL) => string, RegExp][] = [
    ['no address at all', () => 'mysql://x/y', /^DATABASE_URL is not a PostgreSQL address/],
    [
      'a port where nothing answers',
      (u) => Object.assign(u, { port: '1' }).href,
      /^No PostgreSQL answers at 127\.0\.0\.1:1/,
    ],
    [
      'an unknown host',
      (u) => Object.assign(u, { hostname: 'nowhere.invalid' }).href,
      /^The host nowhere\.invalid of DATABASE_URL is not known/,
    ],
    ['a wrong password', (u) => Object.assign(u, { password: 'secret-guess' }).href, /refuses the user or password/],
    ['a missing database', (u) => Object.assign(u, { pathname: '/absent' }).href, /has no database "absent"/],
  ]

  it.each(variants)('is told in one sentence: %s', async (_name, change, sentence) => {
    const { code, words } = await failure(open({ DATABASE_URL: change(new URL(url)) }))
    expect(code).toBe(1)
    expect(words).toMatch(sentence)
    expect(words).not.toContain('\n')
    expect(words).not.toContain('secret-guess')
  })
})
