import { type Actor, SYSTEM } from '#lib/access/roles.ts'
import { prisma } from '#prisma/client.ts'
import type { JobKind, JobProgress } from './schema.ts'

/** Seconds without a sign of life after which a job's worker counts as dead. */
export const STALE_AFTER = 30
/** A job that took its server down this often is not tried again. */
const MAX_ATTEMPTS = 5
const KEEP_DAYS = 30
/** One at a time in the whole installation: the services that they ask count our requests. */
const ALONE: JobKind[] = ['metadata.complete']

export type ClaimedJob = {
  id: string
  kind: JobKind
  listId: string
  input: unknown
  cursor: unknown
  /** Grows with every claim: who holds an older number does not own the job any more. */
  attempt: number
  actor: Actor
}

type Row = Omit<ClaimedJob, 'actor' | 'listId'> & {
  listId: string | null
  cancelAsked: boolean
  bySystem: boolean
  userId: string | null
  isInstallationAdmin: boolean | null
}

/** Why a job that was claimed cannot be started, if it cannot. */
function refusal(row: Row): { state: 'CANCELLED' | 'FAILED'; error: string | null } | null {
  if (row.cancelAsked) return { state: 'CANCELLED', error: null }
  if (row.attempt > MAX_ATTEMPTS) {
    return { state: 'FAILED', error: `The server ended ${MAX_ATTEMPTS} times in the middle of this; it was given up.` }
  }
  if (row.listId === null) return { state: 'FAILED', error: 'This belongs to no list.' }
  if (!row.bySystem && row.userId === null) {
    return { state: 'FAILED', error: 'Whoever asked for this has no account any more.' }
  }
  return null
}

/**
 * Takes the next job that waits, or one whose worker has not been heard of for STALE_AFTER seconds.
 * Null: nothing to do. Unsafe: asks nobody; for the workers, whose handlers act for the person who asked.
 */
export async function unsafeClaimJob(kinds: readonly JobKind[]): Promise<ClaimedJob | null> {
  for (;;) {
    const row = await claim(kinds)
    if (!row) return null
    const refused = refusal(row)
    if (refused) {
      await unsafeFinishJob(row, refused)
      continue
    }
    const { id, kind, input, cursor, attempt, userId, isInstallationAdmin } = row
    const listId = row.listId ?? ''
    // Who asked had proven who they are in this list, and is asked for their role in it again.
    const actor: Actor = isInstallationAdmin
      ? { kind: 'user', userId: userId ?? '', isInstallationAdmin, provenFor: 'everything' }
      : userId === null
        ? SYSTEM
        : { kind: 'user', userId, isInstallationAdmin: false, provenFor: [listId] }
    return { id, kind, listId, input, cursor, attempt, actor }
  }
}

async function claim(kinds: readonly JobKind[]): Promise<Row | undefined> {
  return prisma().$transaction(async (db) => {
    // Two workers must not both see that none of a kind that runs alone is running.
    await db.$executeRaw`select pg_advisory_xact_lock(hashtext('claiming jobs'))`
    const rows = await db.$queryRaw<Row[]>`
      with moment as (select clock_timestamp() at time zone 'utc' as now),
      alive as (select "kind" from "Job", moment
        where "state" = 'RUNNING' and "heartbeatAt" >= moment.now - make_interval(secs => ${STALE_AFTER}::int)),
      next as (
        select j."id" from "Job" j, moment
        where j."kind" = any(${kinds}::text[])
          and (j."state" = 'QUEUED' and j."runAfter" <= moment.now
            or j."state" = 'RUNNING' and j."heartbeatAt" < moment.now - make_interval(secs => ${STALE_AFTER}::int))
          and not (j."kind" = any(${ALONE}::text[]) and j."kind" in (select "kind" from alive))
        order by j."runAfter", j."id" limit 1 for update of j skip locked
      ),
      claimed as (
        update "Job" set "state" = 'RUNNING', "attempts" = "attempts" + 1, "heartbeatAt" = (select now from moment)
        where "id" in (select "id" from next)
        returning *
      )
      select c."id", c."kind", c."listId", c."input", c."cursor", c."attempts" as "attempt", c."cancelAsked",
        coalesce((c."input" ->> 'bySystem')::boolean, false) as "bySystem", u."id" as "userId", u."isInstallationAdmin"
      from claimed c left join "User" u on u."id" = c."createdById"`
    return rows[0]
  })
}

/** What a worker holds of a job. */
type Held = { id: string; attempt: number }

const json = (value: unknown) => JSON.stringify(value ?? null)

/**
 * Says that the job's worker lives, and how far it is. Null: the job is not this worker's any more.
 * Unsafe: for the workers.
 */
export async function unsafeBeat(held: Held, progress: JobProgress | null): Promise<{ cancelAsked: boolean } | null> {
  const rows = await prisma().$queryRaw<{ cancelAsked: boolean }[]>`
    update "Job" set "heartbeatAt" = clock_timestamp() at time zone 'utc',
      "progress" = coalesce(${progress && json(progress)}::jsonb, "progress")
    where "id" = ${held.id} and "attempts" = ${held.attempt} and "state" = 'RUNNING' returning "cancelAsked"`
  return rows[0] ?? null
}

/** Keeps where to go on; false: the job is not this worker's any more. Unsafe: for the workers. */
export async function unsafeSaveCursor(held: Held, cursor: unknown): Promise<boolean> {
  const count = await prisma().$executeRaw`
    update "Job" set "cursor" = ${json(cursor)}::jsonb
    where "id" = ${held.id} and "attempts" = ${held.attempt} and "state" = 'RUNNING'`
  return count > 0
}

/** Ends a job, once. Unsafe: for the workers. */
export async function unsafeFinishJob(
  held: Held,
  end: {
    state: 'DONE' | 'FAILED' | 'CANCELLED'
    result?: unknown
    error?: string | null
    progress?: JobProgress | null
  },
): Promise<void> {
  await prisma().$executeRaw`
    update "Job" set "state" = ${end.state}::"JobState", "finishedAt" = clock_timestamp() at time zone 'utc',
      "result" = ${end.state === 'DONE' ? json(end.result) : null}::jsonb, "error" = ${end.error ?? null},
      "progress" = coalesce(${end.progress ? json(end.progress) : null}::jsonb, "progress"), "cursor" = null
    where "id" = ${held.id} and "attempts" = ${held.attempt} and "state" = 'RUNNING'`
}

/**
 * Puts a job back for the next worker, where this one stops in good order: that is no failed attempt.
 * Unsafe: for the workers.
 */
export async function unsafeRequeueJob(held: Held): Promise<void> {
  await prisma().$executeRaw`
    update "Job" set "state" = 'QUEUED', "heartbeatAt" = null, "attempts" = "attempts" - 1
    where "id" = ${held.id} and "attempts" = ${held.attempt} and "state" = 'RUNNING'`
}

/** Forgets jobs that finished more than 30 days ago. Unsafe: asks nobody; for the schedule. */
export async function unsafeForgetOldJobs(): Promise<number> {
  const before = new Date(Date.now() - KEEP_DAYS * 86_400_000)
  const { count } = await prisma().job.deleteMany({ where: { finishedAt: { lt: before } } })
  return count
}
