import { setTimeout } from 'node:timers/promises'
import { type Dispatcher, request } from 'undici'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { ENCODINGS, readBody } from '#lib/intake/fetch/read-body.ts'
import { type Answer, RefusedRequest, type Service, UnreadableReply } from './service.ts'

/** Time, as tests may replace it. */
export type Clock = {
  now: () => number
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export const realClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }),
}

const ATTEMPTS = 5
const UNREADABLE_ATTEMPTS = 3
const FIRST_PAUSE = 5_000
/** A service that asks for a longer pause is asked another day. */
const LONGEST_WAIT = 15 * 60_000
const TIMEOUT = 60_000
const MAX_BYTES = 32 * 1024 * 1024

type Pace = { nextAt: number; interval: number }

/** When each service may be asked next: one pace for all jobs of this process; only one runs at a time in all of them. */
const paces = new Map<Clock, Map<string, Pace>>()

function paceOf(service: Service, clock: Clock): Pace {
  const ofClock = paces.get(clock) ?? new Map<string, Pace>()
  paces.set(clock, ofClock)
  const known = ofClock.get(service.name)
  if (known) return known
  // Another process may have asked a moment ago.
  const pace = { nextAt: clock.now() + service.interval, interval: service.interval }
  ofClock.set(service.name, pace)
  return pace
}

type Reply = { kind: 'ok'; body: string } | { kind: 'refused' } | { kind: 'later'; wait: number | null }

/** "120", or a date. In ms from now; null where the header says neither. */
export function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** What x-rate-limit-limit and x-rate-limit-interval ("1s") allow, as ms between requests; null where they say nothing. */
export function readRateLimit(limit: string | null, interval: string | null): number | null {
  const seconds = /^\s*(\d+)\s*s?\s*$/.exec(interval ?? '')?.[1]
  const count = Number(limit ?? '')
  return seconds === undefined || !(count > 0) ? null : Math.ceil((Number(seconds) * 1000) / count)
}

function userAgent(): string {
  const { METADATA_MAILTO } = env()
  return METADATA_MAILTO ? `Colloquium (mailto:${METADATA_MAILTO})` : 'Colloquium'
}

async function fetchOnce(
  service: Service,
  address: string,
  pace: Pace,
  clock: Clock,
  signal: AbortSignal,
): Promise<Reply> {
  await clock.sleep(Math.max(0, pace.nextAt - clock.now()), signal)
  signal.throwIfAborted()
  pace.nextAt = clock.now() + pace.interval
  let reply: Dispatcher.ResponseData
  try {
    reply = await request(address, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      headers: { 'user-agent': userAgent(), 'accept-encoding': ENCODINGS },
    })
    const header = (name: string) => {
      const value = reply.headers[name]
      return (Array.isArray(value) ? value[0] : value) ?? null
    }
    const allowed = readRateLimit(header('x-rate-limit-limit'), header('x-rate-limit-interval'))
    if (allowed !== null) pace.interval = Math.max(service.interval, allowed)
    pace.nextAt = Math.max(pace.nextAt, clock.now())
    const { statusCode } = reply
    if (statusCode === 200) {
      const bytes = await readBody(reply.body, header('content-encoding') ?? '', MAX_BYTES)
      return { kind: 'ok', body: new TextDecoder().decode(bytes) }
    }
    await reply.body.dump()
    if (statusCode === 429 || statusCode === 403 || statusCode >= 500) {
      return { kind: 'later', wait: readRetryAfter(header('retry-after'), clock.now()) }
    }
    return { kind: 'refused' }
  } catch {
    signal.throwIfAborted()
    return { kind: 'later', wait: null }
  }
}

/** How many requests a service may refuse, while we look for the key that it does not like, before we stop asking. */
const MOST_REFUSALS = 30

type Asked = { answers: Map<string, Answer>; unreadable: string[] }

/**
 * Asks a service about papers, at its pace: waits as it says (retry-after), and longer each time where
 * it fails without saying. A request that it refuses is split in halves, so that one odd key does not
 * cost the others their answer.
 * @returns the answers by key, and the keys that got a reply which could not be used.
 * @throws AppError unavailable where the service does not answer, or wants to be left alone for long.
 */
export async function askService(
  service: Service,
  keys: readonly string[],
  signal: AbortSignal,
  clock: Clock = realClock,
): Promise<Asked> {
  return ask(service, keys, signal, clock, { left: MOST_REFUSALS })
}

async function ask(
  service: Service,
  keys: readonly string[],
  signal: AbortSignal,
  clock: Clock,
  refusals: { left: number },
): Promise<Asked> {
  const pace = paceOf(service, clock)
  let pause = FIRST_PAUSE
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const reply = await fetchOnce(service, service.address(keys), pace, clock, signal)
    const read = reply.kind === 'ok' ? readReply(service, reply.body) : reply.kind
    if (read === 'refused') {
      refusals.left -= 1
      if (refusals.left < 0) throw new AppError('unavailable', `${service.label} refuses what it is asked.`)
      if (keys.length === 1) return { answers: new Map(), unreadable: [...keys] }
      const middle = Math.ceil(keys.length / 2)
      const first = await ask(service, keys.slice(0, middle), signal, clock, refusals)
      const second = await ask(service, keys.slice(middle), signal, clock, refusals)
      return {
        answers: new Map([...first.answers, ...second.answers]),
        unreadable: [...first.unreadable, ...second.unreadable],
      }
    }
    if (read instanceof Map) return { answers: read, unreadable: [] }
    if (read === 'unreadable' && attempt >= UNREADABLE_ATTEMPTS) return { answers: new Map(), unreadable: [...keys] }
    if (attempt === ATTEMPTS) break
    const wait = reply.kind === 'later' && reply.wait !== null ? reply.wait : pause
    if (wait > LONGEST_WAIT) throw later(service, wait)
    pause *= 2
    await clock.sleep(wait, signal)
  }
  throw new AppError('unavailable', `${service.label} does not answer. Try again later.`)
}

function readReply(service: Service, body: string): Map<string, Answer> | 'refused' | 'unreadable' {
  try {
    return service.read(body)
  } catch (error) {
    if (error instanceof RefusedRequest) return 'refused'
    if (error instanceof UnreadableReply) return 'unreadable'
    throw error
  }
}

function later(service: Service, wait: number): AppError {
  const minutes = Math.ceil(wait / 60_000)
  return new AppError('unavailable', `${service.label} asks not to be asked again for ${minutes} minutes. Try then.`)
}
