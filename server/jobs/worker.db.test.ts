import { within } from '#lib/access/within.fixture.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { cancelJob, enqueueJob, unsafeEnqueueJob } from '#lib/jobs/commands.ts'
import { getJob } from '#lib/jobs/queries.ts'
import type { JobHandler, JobHandlers } from '#lib/jobs/registry.ts'
import { unsafeClaimJob, unsafeFinishJob, unsafeForgetOldJobs } from '#lib/jobs/worker-commands.ts'
import { buildCast, buildList } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { type Worker, startWorker } from './worker.ts'

const workers: Worker[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()))
  await prisma().job.deleteMany()
})

function start(handlers: JobHandlers, slots?: number): Worker {
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const worker = startWorker({ databaseUrl, handlers, ...(slots ? { slots } : {}) })
  workers.push(worker)
  return worker
}

const draft = (draftId: string) => ({ kind: 'import.apply', input: { draftId } }) as const
const check = { kind: 'upstream.check', input: {} } as const
const complete = { kind: 'metadata.complete', input: {} } as const
/** Runs until it is aborted. */
const endless: JobHandler = async ({ signal }) => sleep(60_000, undefined, { signal, ref: false })

async function buildRoom() {
  const list = await buildList()
  const ref = { id: list.id }
  const until = (id: string, state: string, timeout = 15_000) =>
    vi.waitFor(async () => expect(await within(SYSTEM, ref, getJob, id)).toMatchObject({ state }), {
      timeout,
      interval: 20,
    })
  return { ref, until, cast: await buildCast(list.id) }
}

describe('the worker of background jobs', () => {
  it('does what was asked as the person who asked, and keeps the result', async () => {
    const { ref, until, cast } = await buildRoom()
    const seen: unknown[] = []
    start({
      'import.apply': async ({ actor, input, job, cursor }) => {
        seen.push({ actor, input, listId: job.listId, attempt: job.attempt, cursor })
        return { papers: 3 }
      },
    })
    const { id } = await within(cast.admin, ref, enqueueJob, draft('d1'))
    await until(id, 'DONE')
    const input = { draftId: 'd1', bySystem: false }
    const actor = { ...cast.admin, provenFor: [ref.id] }
    expect(seen).toEqual([{ actor, input, listId: ref.id, attempt: 1, cursor: null }])
    expect(await within(SYSTEM, ref, getJob, id)).toMatchObject({ result: { papers: 3 }, error: null })
    const { id: scheduled } = await unsafeEnqueueJob(ref.id, draft('d2'))
    await until(scheduled, 'DONE')
    expect(seen[1]).toMatchObject({ actor: SYSTEM })
  })

  it('starts a job within a second of being asked, by the notification alone', async () => {
    const { ref, until } = await buildRoom()
    start({ 'import.apply': async () => null })
    await sleep(500)
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('d'))
    await until(id, 'DONE', 1_000)
  })

  it('tells a failure in a sentence and goes on with the next job', async () => {
    const { ref, until } = await buildRoom()
    start({
      'import.apply': async ({ input }) => {
        if ((input as { draftId: string }).draftId === 'gone') throw new AppError('not_found', 'This draft is gone.')
        throw new TypeError('undefined is not a function')
      },
      'upstream.check': async () => 'fine',
    })
    const gone = await within(SYSTEM, ref, enqueueJob, draft('gone'))
    const broken = await within(SYSTEM, ref, enqueueJob, draft('broken'))
    await until(gone.id, 'FAILED')
    await until(broken.id, 'FAILED')
    expect((await within(SYSTEM, ref, getJob, gone.id)).error).toBe('This draft is gone.')
    const { error } = await within(SYSTEM, ref, getJob, broken.id)
    expect(error).toContain(broken.id)
    expect(error).not.toContain('undefined')
    const { id } = await within(SYSTEM, ref, enqueueJob, check)
    await until(id, 'DONE')
  })

  it('shows progress while the job runs', async () => {
    const { ref } = await buildRoom()
    start({
      'import.apply': async ({ report, signal }) => {
        for (let done = 1; done <= 1_000; done += 1) {
          report({ step: 'Writing', done, total: 1_000 })
          await sleep(10, undefined, { signal })
        }
      },
    })
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('long'))
    await vi.waitFor(async () => expect((await within(SYSTEM, ref, getJob, id)).progress?.step).toBe('Writing'), {
      timeout: 10_000,
    })
    const progress = async () => (await within(SYSTEM, ref, getJob, id)).progress?.done ?? 0
    const before = await progress()
    await vi.waitUntil(async () => (await progress()) > before, { timeout: 10_000, interval: 50 })
  })

  it('cancels a running job', async () => {
    const { ref, until } = await buildRoom()
    start({ 'import.apply': endless })
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('long'))
    await until(id, 'RUNNING')
    await within(SYSTEM, ref, cancelJob, id)
    await until(id, 'CANCELLED')
  })

  it('cancels even where the notification was lost', async () => {
    const { ref, until } = await buildRoom()
    start({ 'import.apply': endless })
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('long'))
    await until(id, 'RUNNING')
    await prisma().job.update({ where: { id }, data: { cancelAsked: true } })
    await until(id, 'CANCELLED')
  })

  it('goes on from its cursor where the worker before it died', async () => {
    const { ref, until } = await buildRoom()
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('big'))
    const dead = await unsafeClaimJob(['import.apply'])
    expect(dead).toMatchObject({ id, attempt: 1 })
    await prisma().job.update({
      where: { id },
      data: { cursor: { page: 7 }, heartbeatAt: new Date(Date.now() - 20_000) },
    })
    const seen: unknown[] = []
    start({ 'import.apply': async ({ cursor, job }) => seen.push([cursor, job.attempt]) })
    await sleep(300)
    expect(seen).toEqual([])
    await prisma().job.update({ where: { id }, data: { heartbeatAt: new Date(Date.now() - 31_000) } })
    await until(id, 'DONE')
    expect(seen).toEqual([[{ page: 7 }, 2]])
    // The dead one wakes up after all: its word counts no more.
    await unsafeFinishJob(dead!, { state: 'FAILED', error: 'too late' })
    expect((await within(SYSTEM, ref, getJob, id)).state).toBe('DONE')
  })

  it('puts its jobs back when it stops, and the next worker goes on at once', async () => {
    const { ref, until } = await buildRoom()
    const first = start({
      'import.apply': async ({ saveCursor, signal }) => {
        await saveCursor('half way')
        await sleep(60_000, undefined, { signal, ref: false })
      },
    })
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('big'))
    await vi.waitFor(async () =>
      expect((await prisma().job.findUniqueOrThrow({ where: { id } })).cursor).toBe('half way'),
    )
    // Does not wait for the job, which would sleep for a minute.
    await first.close()
    expect((await within(SYSTEM, ref, getJob, id)).state).toBe('QUEUED')
    let found: unknown
    start({ 'import.apply': async ({ cursor }) => void (found = cursor) })
    await until(id, 'DONE')
    expect(found).toBe('half way')
  })

  it('stops a job that another worker has taken over, and does not touch its row', async () => {
    const { ref, until } = await buildRoom()
    let aborted = false
    start({
      'import.apply': async ({ signal }) => {
        await sleep(60_000, undefined, { signal, ref: false }).catch(() => undefined)
        aborted = signal.aborted
        signal.throwIfAborted()
      },
    })
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('big'))
    await until(id, 'RUNNING')
    await prisma().job.update({ where: { id }, data: { attempts: { increment: 1 } } })
    await vi.waitFor(() => expect(aborted).toBe(true), { timeout: 15_000 })
    expect((await within(SYSTEM, ref, getJob, id)).state).toBe('RUNNING')
  })

  it('gives a job up that took its server down again and again', async () => {
    const { ref, until } = await buildRoom()
    const { id } = await within(SYSTEM, ref, enqueueJob, draft('bomb'))
    await prisma().job.update({
      where: { id },
      data: { state: 'RUNNING', attempts: 5, heartbeatAt: new Date(Date.now() - 60_000) },
    })
    let ran = false
    start({ 'import.apply': async () => void (ran = true) })
    await until(id, 'FAILED')
    expect(ran).toBe(false)
  })

  it('never acts as the system for somebody whose account is gone', async () => {
    const { ref, until, cast } = await buildRoom()
    const { id } = await within(cast.admin, ref, enqueueJob, draft('d'))
    await prisma().user.delete({ where: { id: cast.admin.kind === 'user' ? cast.admin.userId : '' } })
    let ran = false
    start({ 'import.apply': async () => void (ran = true) })
    await until(id, 'FAILED')
    expect(ran).toBe(false)
  })

  it('runs every job once where several workers look for them', async () => {
    const { ref, until } = await buildRoom()
    const runs: string[] = []
    const handler: JobHandler = async ({ job }) => {
      runs.push(job.id)
      await sleep(20)
    }
    for (let i = 0; i < 3; i += 1) start({ 'import.apply': handler })
    const jobs = await Promise.all(
      Array.from({ length: 15 }, (_, i) => within(SYSTEM, ref, enqueueJob, draft(`d${i}`))),
    )
    for (const { id } of jobs) await until(id, 'DONE', 8_000)
    expect(runs.sort()).toEqual(jobs.map((job) => job.id).sort())
  })

  it('completes the metadata of one list at a time, whichever worker has room', async () => {
    const rooms = [await buildRoom(), await buildRoom(), await buildRoom()]
    let [now, most] = [0, 0]
    const handler: JobHandler = async () => {
      now += 1
      most = Math.max(most, now)
      await sleep(100)
      now -= 1
    }
    for (let i = 0; i < 2; i += 1) start({ 'metadata.complete': handler, 'upstream.check': endless })
    await within(SYSTEM, rooms[0]!.ref, enqueueJob, check)
    const jobs = await Promise.all(rooms.map(({ ref }) => unsafeEnqueueJob(ref.id, complete)))
    for (const [at, { id }] of jobs.entries()) await rooms[at]!.until(id, 'DONE', 15_000)
    expect(most).toBe(1)
  })

  it('goes on when the database cuts its connections', async () => {
    const { ref, until } = await buildRoom()
    start({ 'import.apply': async () => 'done' })
    await sleep(200)
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await client.end()
    const enqueued = await vi.waitFor(() => within(SYSTEM, ref, enqueueJob, draft('after')), { timeout: 5_000 })
    await until(enqueued.id, 'DONE', 8_000)
  })
})

describe('finished jobs', () => {
  it('are forgotten after 30 days', async () => {
    const { ref } = await buildRoom()
    const ids: string[] = []
    for (const days of [31, 29]) {
      const { id } = await within(SYSTEM, ref, enqueueJob, draft(`${days}`))
      const finishedAt = new Date(Date.now() - days * 86_400_000)
      await prisma().job.update({ where: { id }, data: { state: 'DONE', finishedAt } })
      ids.push(id)
    }
    expect(await unsafeForgetOldJobs()).toBe(1)
    await expect(within(SYSTEM, ref, getJob, ids[0]!)).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(SYSTEM, ref, getJob, ids[1]!)).resolves.toMatchObject({ state: 'DONE' })
  })
})
