import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#lib/errors.ts'

type Limits = { perAddress: RateLimiterMemory; perClient: RateLimiterMemory }

// One set of counters per process: Next's bundles hold several copies of this module.
const holder = globalThis as { colloquiumSignInLimits?: Limits }

function limits(): Limits {
  holder.colloquiumSignInLimits ??= {
    perAddress: new RateLimiterMemory({ keyPrefix: 'sign-in-address', points: 5, duration: 60 * 60 }),
    perClient: new RateLimiterMemory({ keyPrefix: 'sign-in-client', points: 30, duration: 60 * 60 }),
  }
  return holder.colloquiumSignInLimits
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const minutes = Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000))
    const wait = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
    throw new AppError('rate_limited', `Too many sign-in links were asked for. Try again in ${wait}.`)
  }
}

/**
 * Counts one request for a sign-in link: thirty an hour from one client (a group may share one
 * address), five an hour for one e-mail address, whether or not anybody has it.
 * @throws AppError rate_limited with the minutes to wait.
 */
export async function countLinkRequest(email: string, client: string): Promise<void> {
  await take(limits().perClient, client)
  await take(limits().perAddress, email)
}

/** Forgets every count; for tests. */
export function resetLinkRequests(): void {
  delete holder.colloquiumSignInLimits
}
