import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listenForNotifications } from './notifications.ts'
import { type SupervisedCluster, superviseCluster } from './supervise.ts'

/** The machine may be busy with others. */
const PATIENT = { timeout: 60_000 }

let parent: string
let dir: string
let cluster: SupervisedCluster
const closers: (() => unknown)[] = []

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'colloquium-supervised-'))
  chmodSync(parent, 0o755)
  dir = join(parent, 'postgres')
  cluster = await superviseCluster({ dir, password: 'test' }, { shortest: 50, longest: 200 })
}, 120_000)
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
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
  it('is started again on the same port, and those who listen hear it again', async () => {
    const pool = openPool()
    await pool.query('create table kept as select 7 as value')
    const ready = vi.fn()
    const heard = vi.fn()
    const news = listenForNotifications(cluster.url('postgres'), 'news', { message: heard, ready, lost: 'lost' })
    closers.push(() => news.close())
    await vi.waitUntil(() => news.isListening(), PATIENT)
    const killed = postmasterPid()
    // Without its folder it cannot be started again before we have looked.
    renameSync(dir, `${dir}.held`)
    process.kill(killed, 'SIGKILL')
    await vi.waitUntil(() => cluster.isAway() && !news.isListening(), PATIENT)
    renameSync(`${dir}.held`, dir)
    await vi.waitUntil(() => !cluster.isAway(), PATIENT)
    expect(await answer(pool, 'select value from kept')).toBe(7)
    expect(postmasterPid()).not.toBe(killed)
    await vi.waitUntil(() => news.isListening(), PATIENT)
    await pool.query(`notify news, 'back'`)
    await vi.waitUntil(() => heard.mock.calls.length > 0, PATIENT)
    expect([heard.mock.calls, ready.mock.calls.length >= 2]).toEqual([[['back']], true])
  }, 300_000)
})
