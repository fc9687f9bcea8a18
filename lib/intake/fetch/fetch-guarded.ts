import { type Dispatcher, request } from 'undici'
import { env } from '#lib/env.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { type Reach, checkAddress } from './check-address.ts'
import { type ContentKind, isContentOf, isWebPage } from './content-kind.ts'
import { type Resolve, guardedAgent } from './guarded-agent.ts'
import { ENCODINGS, readBody, tooLarge } from './read-body.ts'

export type FetchOptions = {
  /** Of the reply that we have: the answer is then `unchanged` where it is still the same. */
  etag?: string | null
  /** Of the reply, before and after unpacking. */
  maxBytes: number
  accept: readonly ContentKind[]
  /** For everything together: looking up, redirects, a body that comes drop by drop. */
  timeoutMs: number
  /** Sent to the server that is named in the address, not to those that it redirects to. */
  headers?: Readonly<Record<string, string>>
  /** Default: the setting ALLOW_LOOPBACK_FETCH. */
  allowLoopback?: boolean
  /** Default: the system's resolver. */
  resolve?: Resolve
  signal?: AbortSignal
}

export type Fetched =
  | { status: 'ok'; bytes: Uint8Array; etag: string | null; contentType: string | null; finalUrl: string }
  | { status: 'unchanged' }

const MAX_REDIRECTS = 5
const MAX_ETAG = 1000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Fetches an address that a person typed, as one may that sits inside a network: http(s) only, never a
 * private address (nor at any redirect, nor after DNS), within limits of size and time. The sentence
 * of an error names no address that the person does not know already; docs/decisions/009.
 * @throws AppError invalid (may not be fetched, not there, wrong kind; details.status: the HTTP status),
 *   too_large, rate_limited, unavailable (no answer, too slow, the server's own failure).
 */
export async function fetchGuarded(address: string, options: FetchOptions): Promise<Fetched> {
  const reach = { allowLoopback: options.allowLoopback ?? env().ALLOW_LOOPBACK_FETCH }
  const first = checkAddress(address, reach)
  options.signal?.throwIfAborted()
  const agent = guardedAgent(reach, options.resolve)
  const stop = new AbortController()
  const slow = () =>
    stop.abort(new AppError('unavailable', `${first.host} took longer than ${options.timeoutMs / 1000} seconds.`))
  const cancel = () => stop.abort(options.signal?.reason)
  const timer = setTimeout(slow, options.timeoutMs)
  options.signal?.addEventListener('abort', cancel)
  try {
    // Aborting a request does not wake undici while it looks up a name or connects: so a race.
    const stopped = new Promise<never>((_, reject) =>
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason)),
    )
    return await Promise.race([follow(first, options, reach, agent, stop.signal), stopped])
  } catch (cause) {
    if (stop.signal.aborted) throw stop.signal.reason
    throw isAppError(cause) ? cause : noAnswer(first, cause)
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', cancel)
    void agent.destroy()
  }
}

function noAnswer({ host }: URL, cause: unknown): AppError {
  const isDistrusted = cause instanceof Error && 'code' in cause && /CERT|SIGNATURE/.test(String(cause.code))
  const what = isDistrusted ? 'does not show a valid certificate' : 'did not answer'
  return new AppError('unavailable', `${host} ${what}.`, { cause })
}

async function follow(first: URL, options: FetchOptions, reach: Reach, agent: Dispatcher, signal: AbortSignal) {
  let url = first
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const reply = await request(url, {
      dispatcher: agent,
      signal,
      headers: {
        'user-agent': 'Colloquium',
        accept: '*/*',
        'accept-encoding': ENCODINGS,
        ...(options.etag ? { 'if-none-match': options.etag } : {}),
        ...(url.origin === first.origin ? options.headers : {}),
      },
    })
    const location = header(reply, 'location')
    if (!REDIRECTS.has(reply.statusCode) || location === null) return read(reply, url, options)
    discard(reply)
    url = checkAddress(location, reach, url)
  }
  throw new AppError('invalid', `${first.host} redirects more than ${MAX_REDIRECTS} times.`)
}

async function read(reply: Dispatcher.ResponseData, url: URL, options: FetchOptions): Promise<Fetched> {
  try {
    if (reply.statusCode === 304 && options.etag) return { status: 'unchanged' }
    if (reply.statusCode !== 200) throw refusal(reply, url)
    const contentType = header(reply, 'content-type')
    if (!isContentOf(options.accept, contentType)) throw wrongKind(contentType)
    const encoding = header(reply, 'content-encoding') ?? ''
    if (Number(header(reply, 'content-length') ?? 0) > options.maxBytes) throw tooLarge(options.maxBytes)
    const bytes = await readBody(reply.body, encoding, options.maxBytes)
    const etag = header(reply, 'etag')
    const isUsable = etag !== null && etag.length <= MAX_ETAG
    return { status: 'ok', bytes, etag: isUsable ? etag : null, contentType, finalUrl: url.href }
  } finally {
    discard(reply)
  }
}

/** Whatever still comes is not read; the error of breaking off is of no interest. */
const discard = ({ body }: Dispatcher.ResponseData) => void body.on('error', () => {}).destroy()

function header({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

function refusal(reply: Dispatcher.ResponseData, url: URL): AppError {
  const status = reply.statusCode
  const details = { status }
  const isLimit = status === 429 || (status === 403 && header(reply, 'x-ratelimit-remaining') === '0')
  if (isLimit) return new AppError('rate_limited', `${url.host} allows no more requests for now. Try again later.`)
  if (status === 404 || status === 410) {
    return new AppError('invalid', `There is nothing at this address (${url.host} says ${status}).`, { details })
  }
  if (status === 401 || status === 403) {
    return new AppError('invalid', `${url.host} does not give this out to everybody (${status}).`, { details })
  }
  const code = status >= 500 ? 'unavailable' : 'invalid'
  return new AppError(code, `${url.host} answered ${status} instead of the file.`, { details })
}

const wrongKind = (contentType: string | null) =>
  new AppError(
    'invalid',
    isWebPage(contentType)
      ? 'There is a web page at this address, not a text file. Give the address of the file itself (“Raw”).'
      : 'What is at this address is not of a kind that can be imported.',
  )
