import type { ListAccess } from '#lib/access/list-access.ts'
import { env } from '#lib/env.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { JOB_CHANNEL, cancelMessage, wakeMessage } from './channel.ts'
import { type JobOrder, isFinished, jobOrderSchema } from './schema.ts'

/**
 * Asks for work in the background; a worker starts it within a moment. The same work asked for twice
 * before it is finished is one job.
 * @throws AppError not_found, forbidden, invalid.
 */
export async function enqueueJob(access: ListAccess, order: JobOrder): Promise<{ id: string }> {
  const list = access.require('list.import')
  if (order.kind === 'metadata.complete' && env().METADATA_SERVICES.length === 0) {
    throw new AppError('invalid', 'This installation asks no service for metadata (setting METADATA_SERVICES).')
  }
  return enqueue(list.id, order, access.userId)
}

/**
 * Asks for work on behalf of the system. Unsafe: asks nobody; for schedules, which act for no person.
 */
export async function unsafeEnqueueJob(listId: string, order: JobOrder): Promise<{ id: string }> {
  return enqueue(listId, order, null)
}

async function enqueue(listId: string, order: JobOrder, userId: string | null): Promise<{ id: string }> {
  const parsed = jobOrderSchema.safeParse(order)
  if (!parsed.success) throw new AppError('invalid', 'This is not work that can be done in the background.')
  const { kind, input } = parsed.data
  // A person's account may be deleted, which leaves createdById empty: the system's jobs say that they are.
  const stored = { ...input, bySystem: userId === null }
  return prisma().$transaction(async (db) => {
    // Two people who press the button in the same moment.
    await db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`jobs of ${listId}`}))`
    const same = await db.$queryRaw<{ id: string }[]>`
      select "id" from "Job" where "listId" = ${listId} and "kind" = ${kind} and "state" in ('QUEUED', 'RUNNING')
        and not "cancelAsked" and "input" - 'bySystem' = ${JSON.stringify(input)}::jsonb limit 1`
    if (same[0]) return same[0]
    const job = await db.job.create({
      data: { listId, kind, input: stored, createdById: userId },
      select: { id: true },
    })
    await notifyWorkers(db, wakeMessage(job.id))
    return job
  })
}

/**
 * Cancels a job: one that waits at once, one that runs within a second. One that has finished stays as it is.
 * @throws AppError not_found, forbidden.
 */
export async function cancelJob(access: ListAccess, id: string): Promise<void> {
  const list = access.require('list.import')
  await prisma().$transaction(async (db) => {
    const where = { id, listId: list.id }
    const job = await db.job.findFirst({ where, select: { state: true } })
    if (!job) throw notFound('job')
    if (isFinished(job.state)) return
    const { count } = await db.job.updateMany({
      where: { ...where, state: 'QUEUED' },
      data: { state: 'CANCELLED', cancelAsked: true, finishedAt: new Date() },
    })
    if (count > 0) return
    await db.job.updateMany({ where: { ...where, state: 'RUNNING' }, data: { cancelAsked: true } })
    await notifyWorkers(db, cancelMessage(id))
  })
}

const notifyWorkers = (db: Db, message: string) => db.$executeRaw`select pg_notify(${JOB_CHANNEL}, ${message})`
