import { setTimeout as sleep } from 'node:timers/promises'
import { isAppError } from '#lib/errors.ts'
import type { JobHandler } from '#lib/jobs/registry.ts'
import type { JobProgress } from '#lib/jobs/schema.ts'
import {
  type ClaimedJob,
  STALE_AFTER,
  unsafeBeat,
  unsafeFinishJob,
  unsafeRequeueJob,
  unsafeSaveCursor,
} from '#lib/jobs/worker-commands.ts'
import { log } from '#lib/log.ts'
import { runForClient } from '#lib/work/client.ts'

/** How often progress is written and a cancel noticed that nobody told us of, in ms. */
const BEAT = 500
/** After so many ms without reaching the database another worker may soon take the job over. */
const ALONE_FOR = (STALE_AFTER - 10) * 1000

type Reason = 'cancel' | 'stop' | 'lost'

export type RunningJob = {
  abort: (reason: Reason) => void
  /** Resolves when the job's row says how it ended; never rejects. */
  done: Promise<void>
}

/** Tries again while the database is away; what cannot be written is left to whoever takes the job over. */
async function persist(write: () => Promise<unknown>, jobId: string): Promise<void> {
  for (let pause = 250; ; pause *= 2) {
    try {
      await write()
      return
    } catch (error) {
      if (pause > 8_000) {
        log.error({ err: error, jobId }, 'a job ended, but the database could not be told')
        return
      }
      await sleep(pause, undefined, { ref: false })
    }
  }
}

/** Runs a claimed job to its end: beats while it runs, and writes what became of it. */
export function runJob(job: ClaimedJob, handler: JobHandler): RunningJob {
  const controller = new AbortController()
  const { signal } = controller
  let reason: Reason | null = null
  const abort = (why: Reason) => {
    if (reason !== null) return
    reason = why
    controller.abort()
  }
  let progress: JobProgress | null = null
  let written: JobProgress | null = null

  async function beatUntil(ended: AbortSignal): Promise<void> {
    let heardAt = Date.now()
    for (;;) {
      await sleep(BEAT, undefined, { signal: ended, ref: false })
      try {
        const now = progress
        const row = await unsafeBeat(job, now === written ? null : now)
        written = now
        heardAt = Date.now()
        if (row === null) abort('lost')
        else if (row.cancelAsked) abort('cancel')
      } catch (error) {
        log.warn({ err: error, jobId: job.id }, 'a job cannot reach the database')
        if (Date.now() - heardAt > ALONE_FOR) abort('lost')
      }
    }
  }

  async function saveCursor(cursor: unknown): Promise<void> {
    signal.throwIfAborted()
    if (await unsafeSaveCursor(job, cursor)) return
    abort('lost')
    signal.throwIfAborted()
  }

  async function run(): Promise<void> {
    const { id, kind, listId, attempt, actor, input, cursor } = job
    const ended = new AbortController()
    const beats = beatUntil(ended.signal).catch(() => undefined)
    const report = (said: JobProgress) => void (progress = said)
    try {
      // On a turn of its own, so that a handler's first long step does not hold up whoever claims.
      await sleep(0)
      const context = { job: { id, kind, listId, attempt }, actor, input, cursor, report, saveCursor, signal }
      const result = await runForClient(`job ${id}`, () => handler(context))
      await persist(() => unsafeFinishJob(job, { state: 'DONE', result, progress }), id)
    } catch (error) {
      await persist(() => writeFailure(error), id)
    } finally {
      ended.abort()
      await beats
    }
  }

  async function writeFailure(error: unknown): Promise<void> {
    if (reason === 'lost') return
    if (reason === 'stop') return unsafeRequeueJob(job)
    if (reason === 'cancel') return unsafeFinishJob(job, { state: 'CANCELLED', progress })
    if (!isAppError(error)) log.error({ err: error, jobId: job.id, kind: job.kind }, 'a job failed')
    await unsafeFinishJob(job, { state: 'FAILED', error: sentence(error, job.id), progress })
  }

  return { abort, done: run() }
}

/** What people are told of a failure. */
function sentence(error: unknown, jobId: string): string {
  if (isAppError(error)) return error.message
  return `Something went wrong on our side; the server's log says what, under ${jobId}.`
}
