import { unsafeEnqueueJob } from '#lib/jobs/commands.ts'
import { prisma } from '#prisma/client.ts'
import { nextCheck } from './next-check.ts'
import { unsafeDueUpstreams } from './queries.ts'

/**
 * Asks for a look at every address whose time has come; cheap to call every few minutes, by several
 * processes at once. Returns how many there were. Unsafe: asks nobody; for the schedule.
 */
export async function unsafeEnqueueDueChecks(now = new Date()): Promise<number> {
  const due = await unsafeDueUpstreams(now)
  for (const { listId, nextCheckAt, checkEveryHours } of due) {
    // Asking twice for the same is one job; a process that dies between the two leaves nothing out.
    await unsafeEnqueueJob(listId, { kind: 'upstream.check', input: {} })
    await prisma().upstream.updateMany({
      where: { listId, nextCheckAt },
      data: { nextCheckAt: nextCheck(checkEveryHours, now) },
    })
  }
  return due.length
}
