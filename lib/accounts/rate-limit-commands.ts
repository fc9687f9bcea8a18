import { createHmac } from 'node:crypto'
import { AppError } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { authSecret } from './sign-in-links.ts'

/**
 * Limits of how often something may be tried, counted in Postgres: they hold over several processes and over a
 * restart. Where the database does not answer, counting fails and so does what was to be counted: that needs
 * the database anyway, and nothing may be guessed while nobody counts.
 */

export type Limit = {
  name: string
  /** How often within the window. */
  points: number
  seconds: number
}

type Count = {
  /** This try included. */
  points: number
  /** In ms, until it starts anew. */
  msLeft: number
}

/** The key of a count: without the secret nobody reads an address out of it, or out of a backup. */
const keyOf = ({ name }: Limit, who: string) =>
  createHmac('sha256', authSecret()).update(`rate-limit\n${name}\n${who}`).digest('hex')

/**
 * Counts one try and says which it is. One statement, so that many at once are counted one by one.
 * Unsafe: asks nobody.
 */
export async function unsafeCount(limit: Limit, who: string, db: Db = prisma()): Promise<Count> {
  const [count] = await db.$queryRaw<[Count]>`
    insert into "RateLimit" as r ("key", "points", "resetsAt")
    values (${keyOf(limit, who)}, 1, (clock_timestamp() at time zone 'utc') + make_interval(secs => ${limit.seconds}::int))
    on conflict ("key") do update set
      "points" = case when r."resetsAt" <= clock_timestamp() at time zone 'utc' then 1 else least(r."points", 1000000) + 1 end,
      "resetsAt" = case when r."resetsAt" <= clock_timestamp() at time zone 'utc' then excluded."resetsAt" else r."resetsAt" end
    returning "points",
      greatest(0, extract(epoch from "resetsAt" - clock_timestamp() at time zone 'utc') * 1000)::float8 as "msLeft"`
  return count
}

/** How often something was counted that has not run out. Unsafe: asks nobody. */
export async function unsafeReadCount(limit: Limit, who: string, db: Db = prisma()): Promise<number> {
  const found = await db.rateLimit.findUnique({
    where: { key: keyOf(limit, who), resetsAt: { gt: new Date() } },
    select: { points: true },
  })
  return found?.points ?? 0
}

/** What was counted does not count any more. Unsafe: asks nobody. */
export async function unsafeForgetCount(limit: Limit, who: string, db: Db = prisma()): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key: keyOf(limit, who) } })
}

/** Removes counts that have run out. Unsafe: asks nobody; for the schedule. */
export async function unsafeForgetOldCounts(): Promise<number> {
  const { count } = await prisma().rateLimit.deleteMany({ where: { resetsAt: { lt: new Date() } } })
  return count
}

/** "7 minutes", at least one. */
const waitInWords = (minutes: number): string => `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`

/**
 * Counts one try.
 * @param sentence what was too much; the minutes to wait follow it.
 * @throws AppError rate_limited where it is one too many; details: {minutes}.
 */
export async function unsafeTake(limit: Limit, who: string, sentence: string): Promise<void> {
  const { points, msLeft } = await unsafeCount(limit, who)
  if (points > limit.points) throw tooMany(sentence, msLeft)
}

/** The refusal, with the minutes to wait. */
export function tooMany(sentence: string, msLeft: number): AppError {
  const minutes = Math.max(1, Math.ceil(msLeft / 60_000))
  return new AppError('rate_limited', `${sentence} Try again in ${waitInWords(minutes)}.`, { details: { minutes } })
}
