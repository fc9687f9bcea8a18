import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Limit,
  tooMany,
  unsafeCount,
  unsafeForgetCount,
  unsafeReadCount,
} from '#lib/accounts/rate-limit-commands.ts'

/** Tries of one client at one link. */
const PER_CLIENT: Limit = { name: 'share-client', points: 5, seconds: 15 * 60 }
/** Wrong passwords at one link, whoever gave them; nobody is refused for these. */
const WRONG: Limit = { name: 'share-wrong', points: 50, seconds: 60 * 60 }
/** Of a client, while very many others guess. */
const POINTS_UNDER_ATTACK = 2
const LONGEST_DELAY_MS = 5_000

/** How long an answer is held back after so many wrong passwords within the hour, in ms. */
export const delayAfter = (wrong: number): number =>
  wrong <= WRONG.points ? 0 : Math.min(LONGEST_DELAY_MS, (wrong - WRONG.points) * 100)

type Options = {
  /** How waiting is done, in ms; tests count it instead. */
  wait?: (ms: number) => Promise<unknown>
}

/**
 * Counts a try before the password is looked at, so that many at once cannot slip through. Whoever guesses locks
 * out themselves: five tries in a quarter of an hour for one client at one link. Where many clients guess together
 * (fifty wrong passwords within the hour), each has two tries and waits for the answer, up to five seconds: whoever
 * knows the password needs no more, so nobody is locked out by what others do.
 * @throws AppError rate_limited with the minutes to wait.
 */
export async function countTry(shareId: string, client: string, { wait = sleep }: Options = {}): Promise<void> {
  const { points, msLeft } = await unsafeCount(PER_CLIENT, `${shareId}\n${client}`)
  const wrong = points > PER_CLIENT.points ? 0 : await unsafeReadCount(WRONG, shareId)
  const most = wrong > WRONG.points ? POINTS_UNDER_ATTACK : PER_CLIENT.points
  if (points > most) throw tooMany('Too many tries.', msLeft)
  const delay = delayAfter(wrong)
  if (delay > 0) await wait(delay)
}

/** The password was wrong. */
export async function countWrong(shareId: string): Promise<void> {
  await unsafeCount(WRONG, shareId)
}

/** The password was right: the tries of this client no longer count. */
export async function forgetTries(shareId: string, client: string): Promise<void> {
  await unsafeForgetCount(PER_CLIENT, `${shareId}\n${client}`)
}
