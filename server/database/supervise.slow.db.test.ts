import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { isAlive } from '../instance/process-identity.ts'
import { type SupervisedCluster, superviseCluster } from './supervise.ts'

/** The machine may be busy with others. */
const PATIENT = { timeout: 30_000 }

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
afterAll(async () => {
  await cluster.stop()
  rmSync(parent, { recursive: true, force: true })
})

const postmasterPid = () => Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n', 1)[0])

function openPool() {
  const pool = new pg.Pool({ connectionString: cluster.url('postgres'), max: 2, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  closers.push(() => pool.end())
  return pool
}

/** Until it answers; the value of the first column. */
const answer = (pool: pg.Pool, sql: string) =>
  vi.waitFor(async () => (await pool.query<{ value: unknown }>(sql)).rows[0]?.value, PATIENT)

describe('an embedded database that is killed', () => {
  it('is started again as often as it takes', async () => {
    const pool = openPool()
    for (let kill = 0; kill < 4; kill++) {
      const killed = postmasterPid()
      process.kill(killed, 'SIGKILL')
      expect(await answer(pool, `select ${kill} as value`)).toBe(kill)
      expect(postmasterPid()).not.toBe(killed)
      await vi.waitUntil(() => !cluster.isAway(), PATIENT)
    }
  }, 120_000)

  it('does not wait for a long statement of a process that outlived it', async () => {
    const pool = openPool()
    const busy = await pool.connect()
    const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid')
    const outcome = busy.query('select count(*) from generate_series(1, 1000000000000)').catch((error: Error) => error)
    process.kill(postmasterPid(), 'SIGKILL')
    expect(await answer(pool, 'select 1 as value')).toBe(1)
    expect(await outcome).toBeInstanceOf(Error)
    busy.release(true)
    expect(isAlive(rows[0]?.pid ?? 0)).toBe(false)
  }, 60_000)

  it('is called away while it recovers from the crash of one of its processes', async () => {
    const pool = openPool()
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
    const postmaster = postmasterPid()
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await vi.waitUntil(() => cluster.isAway(), { ...PATIENT, interval: 1 })
    expect(await answer(pool, 'select 2 as value')).toBe(2)
    expect(postmasterPid()).toBe(postmaster)
    await vi.waitUntil(() => !cluster.isAway(), PATIENT)
  }, 60_000)
})

describe('an embedded database that cannot be started again', () => {
  it('is tried until it can, and never replaced by an empty one where its folder is gone', async () => {
    const pool = openPool()
    await pool.query('create table kept as select 8 as value')
    renameSync(dir, `${dir}.elsewhere`)
    process.kill(Number(readFileSync(join(`${dir}.elsewhere`, 'postmaster.pid'), 'utf8').split('\n', 1)[0]), 'SIGKILL')
    await vi.waitUntil(() => cluster.isAway(), PATIENT)
    await expect(pool.query('select 1')).rejects.toThrow()
    await new Promise((done) => setTimeout(done, 500))
    expect(cluster.isAway()).toBe(true)
    renameSync(`${dir}.elsewhere`, dir)
    expect(await answer(pool, 'select value from kept')).toBe(8)
  }, 60_000)

  it('does not keep the program from stopping', async () => {
    rmSync(dir, { recursive: true, force: true })
    await vi.waitUntil(() => cluster.isAway(), PATIENT)
    await cluster.stop()
    expect(cluster.isAway()).toBe(true)
  }, 90_000)
})
