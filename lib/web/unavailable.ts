import { AsyncLocalStorage } from 'node:async_hooks'
import { isAppError } from '#lib/errors.ts'
import { isDatabaseAway } from '#lib/health/database-away.ts'
import { unavailableDigest, unavailableSentence } from './unavailable-digest.ts'

const DATABASE_AWAY = 'The database does not answer. Try again in a moment.'

type Request = { sentence: string | null }

// One store per process: the server and Next's bundle hold a copy of this module each.
const holder = globalThis as { colloquiumUnavailable?: AsyncLocalStorage<Request> }
const store = () => (holder.colloquiumUnavailable ??= new AsyncLocalStorage<Request>())

/** Runs what answers one request, so that it can be asked what was unavailable to it. */
export const watchUnavailable = <T>(answer: () => T): T => store().run({ sentence: null }, answer)

/** Why the page of the running request could not be made just now, where that is why. */
export const whatWasUnavailable = (): string | null => store().getStore()?.sentence ?? null

/** What to tell a reader whose page failed for a while only: too much to do, no database. Null for any other failure. */
export function whyUnavailable(error: unknown): string | null {
  if (isAppError(error)) return error.code === 'unavailable' ? error.message : null
  return isDatabaseAway(error) ? DATABASE_AWAY : unavailableSentence(error)
}

/**
 * The error to throw for one after which another try helps: it carries its sentence to the reader, and no
 * stack, for nothing is wrong with the program. Any other is returned as it is.
 */
export function asUnavailable(error: unknown): unknown {
  const sentence = whyUnavailable(error)
  if (sentence === null) return error
  const request = store().getStore()
  if (request) request.sentence = sentence
  const told = Object.assign(new Error(sentence), { digest: unavailableDigest(sentence) })
  told.stack = `Unavailable: ${sentence}`
  return told
}
