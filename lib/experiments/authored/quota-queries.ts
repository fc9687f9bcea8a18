import { AppError } from '#lib/errors.ts'
import type { Db } from '#prisma/client.ts'

/** A run takes up to 1 MB, a version as much: nobody saves so many by hand, and a script must not fill the disk. */
export const MOST_A_DAY = 300
const DAY_MS = 24 * 60 * 60 * 1000

const isFull = (what: string) =>
  new AppError('rate_limited', `You have saved ${MOST_A_DAY} ${what} here within a day. Save more tomorrow.`)

/**
 * Whether a member may save one more in this list. Unsafe: asks nobody.
 * @param userId null: the server itself, which has no limit.
 * @throws AppError rate_limited.
 */
export async function unsafeRequireRoomForRun(db: Db, listId: string, userId: string | null): Promise<void> {
  if (userId === null) return
  const createdAt = { gt: new Date(Date.now() - DAY_MS) }
  if ((await db.run.count({ where: { listId, userId, createdAt } })) >= MOST_A_DAY) throw isFull('runs')
}

/** The same of an experiment's text. Unsafe: asks nobody. @throws AppError rate_limited. */
export async function unsafeRequireRoomForVersion(db: Db, listId: string, userId: string | null): Promise<void> {
  if (userId === null) return
  const createdAt = { gt: new Date(Date.now() - DAY_MS) }
  const where = { experiment: { listId }, authorId: userId, createdAt }
  if ((await db.experimentVersion.count({ where })) >= MOST_A_DAY) throw isFull('texts of experiments')
}
