import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#lib/errors.ts'

type Limits = { perClient: RateLimiterMemory; perLink: RateLimiterMemory }

// One set of counters per process: Next's bundles hold several copies of this module.
const holder = globalThis as { colloquiumShareLimits?: Limits }

function limits(): Limits {
  holder.colloquiumShareLimits ??= {
    perClient: new RateLimiterMemory({ keyPrefix: 'share-client', points: 5, duration: 15 * 60 }),
    perLink: new RateLimiterMemory({ keyPrefix: 'share-link', points: 50, duration: 60 * 60 }),
  }
  return holder.colloquiumShareLimits
}

/** "Too many tries. Try again in 7 minutes." */
export function tooManyTries(msBeforeNext: number): AppError {
  const minutes = Math.max(1, Math.ceil(msBeforeNext / 60_000))
  const wait = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  return new AppError('rate_limited', `Too many tries. Try again in ${wait}.`, { details: { minutes } })
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooManyTries(refusal.msBeforeNext)
    throw refusal
  }
}

/**
 * Counts a try before the password is looked at, so that many at once cannot slip through: five in a
 * quarter of an hour for one client at one link, fifty an hour for the link whoever asks.
 * @throws AppError rate_limited with the minutes to wait.
 */
export async function countTry(shareId: string, clientKey: string): Promise<void> {
  await take(limits().perClient, `${shareId}:${clientKey}`)
  await take(limits().perLink, shareId)
}

/** The password was right: the tries of this client no longer count. */
export async function forgetTries(shareId: string, clientKey: string): Promise<void> {
  await limits().perClient.delete(`${shareId}:${clientKey}`)
  await limits().perLink.reward(shareId)
}
