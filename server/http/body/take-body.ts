import { openList } from '#lib/access/open-list.ts'
import type { IncomingMessage } from 'node:http'
import { type AppErrorCode, isAppError } from '#lib/errors.ts'
import { actorOfUser } from '#lib/accounts/queries.ts'
import { whoAsks } from '../../../realtime/sign-in.ts'
import type { BodyBudget } from './body-budget.ts'
import { type BodyLimits, type BodyRule, UNASKED_BYTES, bodyRule } from './body-rules.ts'
import { type HeldBody, discardRest, holdBody } from './hold-body.ts'
import type { Refusal } from '../refuse.ts'

type Larger = NonNullable<BodyRule['larger']>

/** Why the sender may not send what the page's larger bodies are for; null where they may. */
export type AskRight = (request: IncomingMessage, larger: Larger) => Promise<AppErrorCode | null>

type TakeBodyOptions = {
  client: string
  budget: BodyBudget
  askRight?: AskRight | undefined
  /** Of a sender who says nothing more, in ms. */
  longestPause?: number | undefined
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** By the session of the request and the role in the list that the page is of. */
const askRightOf: AskRight = async (request, { list, operation }) => {
  try {
    const found = await whoAsks(request)
    if (!found) return 'unauthenticated'
    const access = await openList(actorOfUser(found.user), { slug: list })
    access.require(operation)
    return null
  } catch (error) {
    return isAppError(error) ? error.code : 'unavailable'
  }
}

const inWords = (bytes: number) => (bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MB` : `${bytes / 1024} kB`)
const number = new Intl.NumberFormat('en')

function sentenceFor(held: Exclude<HeldBody, 'whole' | 'gone' | 'refused'>, limits: BodyLimits): Refusal {
  switch (held) {
    case 'bytes':
      return { code: 'too_large', sentence: `This is too large: at most ${inWords(limits.bytes)}.` }
    case 'fields':
      return {
        code: 'too_large',
        sentence: `These are too many fields or files at once: at most ${number.format(limits.fields)}.`,
      }
    case 'depth':
      return { code: 'invalid', status: 400, sentence: 'What was sent is nested too deeply to be read.' }
    case 'form':
      return { code: 'invalid', status: 400, sentence: 'What was sent cannot be read. Reload the page and try again.' }
    case 'slow':
      return { code: 'unavailable', status: 400, sentence: 'The upload stopped on its way. Try again.' }
    case 'full':
      return { code: 'rate_limited', sentence: 'Too much is being sent at this moment. Try again in a minute.' }
  }
}

function withoutRight(code: AppErrorCode, limits: BodyLimits): Refusal {
  switch (code) {
    case 'unauthenticated':
      return { code, sentence: `Sign in first: without that, at most ${inWords(limits.bytes)} may be sent here.` }
    case 'forbidden':
      return { code, sentence: 'Your role in this list does not allow that.' }
    case 'unavailable':
      return { code, sentence: 'Whether you may send this cannot be asked at this moment. Try again in a minute.' }
    default:
      return { code: 'not_found', sentence: 'This list does not exist, or is not yours to see.' }
  }
}

/**
 * Takes a request's body in, within the limits of its page, before anything decodes it: null where it
 * may go on, 'gone' where nobody waits for an answer any more. Large bodies are read only from people
 * who are found, first, to be signed in and to have the right that the page's large bodies are for.
 */
export async function takeBody(
  request: IncomingMessage,
  path: string,
  { client, budget, askRight = askRightOf, longestPause }: TakeBodyOptions,
): Promise<Refusal | 'gone' | null> {
  if (!hasBody(request)) return null
  const { limits, larger } = bodyRule(path)
  // Infinite where it does not say.
  const declared = Number(request.headers['content-length'] ?? Infinity)
  const most = larger?.limits ?? limits
  if (Number.isFinite(declared) && declared > most.bytes) {
    await discardRest(request)
    return sentenceFor('bytes', most)
  }
  const found: { allowed: BodyLimits; missing: AppErrorCode | null } = { allowed: limits, missing: null }
  const ask = async (asked: Larger): Promise<BodyLimits | null> => {
    found.missing = await askRight(request, asked)
    if (found.missing === null) found.allowed = asked.limits
    else if (Number.isFinite(declared) && declared > limits.bytes) return null
    return found.allowed
  }
  const raised = larger && declared > UNASKED_BYTES ? ask(larger) : undefined
  const account = budget.open(client)
  const held = await holdBody(request, limits, { raised, makeRoom: account.take, longestPause })
  account.close()
  if (held === 'whole') return null
  if (held === 'gone') return 'gone'
  const { allowed, missing } = found
  if (missing !== null && (held === 'bytes' || held === 'fields' || held === 'refused')) {
    return withoutRight(missing, limits)
  }
  return held === 'refused' ? null : sentenceFor(held, allowed)
}
