import { unsafeForgetFiles } from '#lib/files/commands.ts'
import { unsafeForgetOldJobs } from '#lib/jobs/worker-commands.ts'
import { unsafeForgetOldCounts } from '#lib/accounts/rate-limit-commands.ts'
import { unsafeEnqueueDueChecks } from '#lib/intake/upstream/schedule-commands.ts'
import { HANDLERS } from './handlers.ts'
import { startSchedule } from './schedule.ts'
import { startWorker } from './worker.ts'

/** Starts all that this process does in the background; `close` ends it and puts unfinished jobs back. */
export function startJobs(databaseUrl: string): { close(): Promise<void> } {
  const worker = startWorker({ databaseUrl, handlers: HANDLERS })
  const schedule = startSchedule({
    'forget old jobs': unsafeForgetOldJobs,
    'forget files that nothing refers to': unsafeForgetFiles,
    'forget old counts of tries': unsafeForgetOldCounts,
    'look at lists’ addresses': () => unsafeEnqueueDueChecks(),
  })
  return {
    close: async () => {
      await Promise.all([schedule.close(), worker.close()])
    },
  }
}
