import { setTimeout as sleep } from 'node:timers/promises'
import { JOB_CHANNEL, readMessage } from '#lib/jobs/channel.ts'
import type { JobHandlers } from '#lib/jobs/registry.ts'
import type { JobKind } from '#lib/jobs/schema.ts'
import { unsafeClaimJob, unsafeRequeueJob } from '#lib/jobs/worker-commands.ts'
import { log } from '#lib/log.ts'
import { listenForNotifications } from '../database/notifications.ts'
import { type RunningJob, runJob } from './run-job.ts'

/** How many jobs one process does at a time. */
const SLOTS = 3
/** How often we look for work that nobody told us of: jobs of a worker that died, messages missed. In ms. */
const POLL = 5_000
/** How long jobs may take to come to a stop with the server, in ms. */
const PATIENCE = 5_000

export type Worker = { close(): Promise<void> }

/**
 * Does the list's background jobs in this process, as many processes as there are. Woken by the
 * database's notifications, it looks by itself every few seconds as well. A job that fails, and a
 * database that is away, never end it. Closing puts what runs back into the queue.
 */
export function startWorker(options: { databaseUrl: string; handlers: JobHandlers; slots?: number }): Worker {
  const { handlers, slots = SLOTS } = options
  const kinds = Object.keys(handlers) as JobKind[]
  const running = new Map<string, RunningJob>()
  let closing = false
  let wakeUp = new AbortController()
  const wake = () => wakeUp.abort()

  const messages = listenForNotifications(options.databaseUrl, JOB_CHANNEL, {
    message: (payload) => {
      const message = readMessage(payload)
      if (message?.kind === 'cancel') running.get(message.id)?.abort('cancel')
      else wake()
    },
    ready: wake,
    lost: 'cannot listen for background jobs; looking for them every few seconds',
  })

  /** Starts what can be started. */
  async function claimAll(): Promise<void> {
    while (!closing && running.size < slots) {
      const job = await unsafeClaimJob(kinds)
      const handler = job && handlers[job.kind]
      if (!job || !handler) return
      // Closed while we were asking.
      if (closing) return unsafeRequeueJob(job)
      const run = runJob(job, handler)
      running.set(job.id, run)
      void run.done.finally(() => {
        if (running.get(job.id) === run) running.delete(job.id)
        wake()
      })
    }
  }

  async function work(): Promise<void> {
    let pause = POLL
    while (!closing) {
      const { signal } = wakeUp
      try {
        await claimAll()
        pause = POLL
      } catch (error) {
        log.warn({ err: error }, 'cannot look for background jobs')
        pause = Math.min(pause * 2, 60_000)
        // What wakes us now would only fail again.
        await sleep(1_000, undefined, { ref: false })
      }
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
      if (wakeUp.signal.aborted) wakeUp = new AbortController()
    }
  }

  const working = work()

  async function close(): Promise<void> {
    closing = true
    wake()
    for (const run of running.values()) run.abort('stop')
    await messages.close()
    await working
    const settled = Promise.all([...running.values()].map((run) => run.done))
    const patience = new AbortController()
    const waited = sleep(PATIENCE, undefined, { signal: patience.signal, ref: false }).catch(() => undefined)
    await Promise.race([settled, waited])
    patience.abort()
  }
  return { close }
}
