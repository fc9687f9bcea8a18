import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { log } from '#lib/log.ts'
import { isAlive } from '../instance/process-identity.ts'
import { type SupervisedCluster, superviseCluster } from './supervise.ts'

/** The machine may be busy with others. */
const PATIENT = { timeout: 60_000 }

let parent: string
let dir: string
let cluster: SupervisedCluster
const closers: (() => unknown)[] = []

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'colloquium-supervised-'))
  chmodSync(parent, 0o755)
  dir = join(parent, 'postgres')
  cluster = await superviseCluster({ dir, password: 'test' }, { shortest: 50, longest: 200 })
}, 120_000)
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})
// Whatever became of it in the test before.
beforeEach(() => vi.waitUntil(() => postmasterPid() > 0 && !cluster.isAway(), PATIENT), 90_000)
afterAll(async () => {
  await cluster.stop()
  rmSync(parent, { recursive: true, force: true })
})

/** 0: there is none just now. */
function postmasterPid(folder = dir): number {
  try {
    return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  } catch {
    return 0
  }
}

function openPool() {
  const pool = new pg.Pool({ connectionString: cluster.url('postgres'), max: 3, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  closers.push(() => pool.end())
  return pool
}

/** Until it answers; the value of the first column. */
const answer = (pool: pg.Pool, sql: string) =>
  vi.waitFor(async () => (await pool.query<{ value: unknown }>(sql)).rows[0]?.value, PATIENT)

/** A connection, and the process that serves it. */
async function openSession(pool: pg.Pool) {
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  closers.push(() => client.release(true))
  return { client, pid: rows[0]?.pid ?? 0 }
}

/** A process of the old server may answer once more, so an answer alone does not tell that there is a new one. */
async function isReplaced(killed: number): Promise<void> {
  await vi.waitUntil(() => postmasterPid() > 0 && postmasterPid() !== killed && !cluster.isAway(), PATIENT)
}

describe('an embedded database that is killed', () => {
  it('is started again as often as it takes', async () => {
    const pool = openPool()
    for (let kill = 0; kill < 4; kill++) {
      const killed = postmasterPid()
      process.kill(killed, 'SIGKILL')
      await isReplaced(killed)
      expect(await answer(pool, `select ${kill} as value`)).toBe(kill)
    }
  }, 500_000)

  it('does not wait for a long statement of a process that outlived it', async () => {
    const pool = openPool()
    const { client, pid } = await openSession(pool)
    const outcome = client
      .query('select count(*) from generate_series(1, 1000000000000)')
      .catch((error: Error) => error)
    closers.push(() => isAlive(pid) && process.kill(pid, 'SIGKILL'))
    const killed = postmasterPid()
    process.kill(killed, 'SIGKILL')
    await isReplaced(killed)
    expect(await answer(pool, 'select 1 as value')).toBe(1)
    expect(await outcome).toBeInstanceOf(Error)
    await vi.waitUntil(() => !isAlive(pid), PATIENT)
  }, 240_000)

  it('is called away while it recovers from the crash of one of its processes', async () => {
    const pool = openPool()
    const [crashing, holding] = [await openSession(pool), await openSession(pool)]
    const postmaster = postmasterPid()
    // One process that cannot end keeps it from recovering before we have looked.
    process.kill(holding.pid, 'SIGSTOP')
    process.kill(crashing.pid, 'SIGKILL')
    await vi.waitUntil(() => cluster.isAway(), PATIENT)
    process.kill(holding.pid, 'SIGCONT')
    await vi.waitUntil(() => !cluster.isAway(), PATIENT)
    expect(await answer(pool, 'select 2 as value')).toBe(2)
    expect(postmasterPid()).toBe(postmaster)
  }, 240_000)
})

describe('an embedded database that cannot be started again', () => {
  it('is tried until it can, and never replaced by an empty one where its folder is gone', async () => {
    const pool = openPool()
    const elsewhere = `${dir}.elsewhere`
    await pool.query('create table kept as select 8 as value')
    const told = vi.spyOn(log, 'error')
    closers.push(() => told.mockRestore())
    const reasons = () => told.mock.calls.map(([what]) => (what as { reason?: string }).reason)
    renameSync(dir, elsewhere)
    process.kill(postmasterPid(elsewhere), 'SIGKILL')
    await vi.waitUntil(() => reasons().filter((reason) => reason?.includes('gone or empty')).length >= 3, PATIENT)
    expect(cluster.isAway()).toBe(true)
    expect(existsSync(dir)).toBe(false)
    renameSync(elsewhere, dir)
    await vi.waitUntil(() => !cluster.isAway(), PATIENT)
    expect(await answer(pool, 'select value from kept')).toBe(8)
  }, 240_000)

  it('does not keep the program from stopping', async () => {
    renameSync(dir, `${dir}.gone`)
    process.kill(postmasterPid(`${dir}.gone`), 'SIGKILL')
    await vi.waitUntil(() => cluster.isAway(), PATIENT)
    await cluster.stop()
    expect(cluster.isAway()).toBe(true)
  }, 240_000)
})
