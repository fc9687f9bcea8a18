import { type IncomingMessage, request } from 'node:http'
import { actionResult, limitOnPage, sentenceOf } from './sentence.ts'
import type { Played, Who, World } from './input.ts'

/** Nobody waits longer than this for an answer; ms. */
const PATIENCE = 60_000
/** Of an answer so much is kept; the rest is read and dropped. */
const KEPT = 12_000_000

export type Sent = {
  method?: string
  path: string
  as?: Who
  headers?: Record<string, string>
  /** Sent at once with its length. */
  body?: Buffer | string
  /** Sent one after the other without saying how many: chunked. */
  chunks?: () => Iterable<Buffer> | AsyncIterable<Buffer>
  /** Ends the request after so long, answered or not; ms. */
  giveUpAfter?: number
}
export type Answer = { status: number; headers: IncomingMessage['headers']; body: string; bytes: number; ms: number }

const NOTHING = { status: 0, headers: {}, body: '', bytes: 0 }

export function cookieOf(world: World, who: Who | undefined): Record<string, string> {
  if (who !== 'member' && who !== 'admin') return {}
  return { cookie: `next-auth.session-token=${world.sessions[who]}` }
}

/** Sends one request and reads the answer to its end. Never throws: no answer has status 0. */
export function send(world: World, sent: Sent): Promise<Answer> {
  const { method = 'GET', path, as, headers = {}, body, chunks, giveUpAfter = PATIENCE } = sent
  const { hostname, port, origin } = new URL(world.url)
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const from = method === 'GET' ? {} : { origin }
  const startedAt = performance.now()
  return new Promise((done) => {
    let answer: Answer | null = null
    const end = () => done(answer ?? { ...NOTHING, ms: performance.now() - startedAt })
    const outgoing = request({
      hostname,
      port,
      method,
      path,
      agent: false,
      headers: { ...from, ...cookieOf(world, as), ...length, ...headers },
    })
    const timer = setTimeout(() => outgoing.destroy(), giveUpAfter)
    outgoing.on('close', () => {
      clearTimeout(timer)
      end()
    })
    // A server that refuses may hang up while we still send: what it said before counts.
    outgoing.on('error', () => undefined)
    outgoing.on('response', (response) => {
      const parts: Buffer[] = []
      let bytes = 0
      const note = () => {
        const text = Buffer.concat(parts).toString('utf8')
        const ms = performance.now() - startedAt
        answer = { status: response.statusCode ?? 0, headers: response.headers, body: text, bytes, ms }
        end()
      }
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes <= KEPT) parts.push(chunk)
      })
      response.on('end', note)
      response.on('error', note)
    })
    if (chunks) void pour(outgoing, chunks())
    else outgoing.end(body)
  })
}

async function pour(outgoing: ReturnType<typeof request>, chunks: Iterable<Buffer> | AsyncIterable<Buffer>) {
  for await (const chunk of chunks) {
    if (outgoing.destroyed || outgoing.closed) return
    if (!outgoing.write(chunk)) {
      const { promise, resolve } = Promise.withResolvers<void>()
      outgoing.once('drain', resolve).once('close', resolve)
      await promise
    }
  }
  outgoing.end()
}

/** What an answer says as a person would see it. */
export function judge({ status, headers, body, ms }: Answer): Played {
  const type = headers['content-type'] ?? ''
  const result = type.includes('x-component') ? actionResult(body) : null
  if (result && !result.ok) return { isRefused: true, sentence: result.message, status, ms }
  if (status >= 400) return { isRefused: true, sentence: sentenceOf(body, type), status, ms }
  const notice = type.includes('html') ? limitOnPage(body) : null
  // What a form without script is told stands in the address that it is led to.
  const isLedBack = /[?&](wrong|wait|error|problem)=/.test(
    String(headers.location ?? headers['x-action-redirect'] ?? ''),
  )
  if (notice !== null) return { isRefused: true, sentence: notice, status, ms }
  if (isLedBack) return { isRefused: true, sentence: 'The page that follows says why it was refused.', status, ms }
  return { isRefused: false, sentence: null, status, ms }
}

/**
 * Several answers as one: the first that was refused, and the longest that a refusal took (where none was refused,
 * any answer). No answer is the worst of all.
 */
export function judgeAll(answers: readonly Answer[]): Played {
  const all = answers.map(judge)
  const one = all.find(({ status }) => status === 0) ?? all.find(({ isRefused }) => isRefused) ?? all[0]
  const ofItsKind = one?.isRefused ? all.filter(({ isRefused }) => isRefused) : all
  const ms = Math.max(0, ...ofItsKind.map((each) => each.ms))
  return one ? { ...one, ms } : { isRefused: false, sentence: null, status: 0, ms }
}

export const sendAll = async (world: World, sent: readonly Sent[]): Promise<Played> =>
  judgeAll(await Promise.all(sent.map((each) => send(world, each))))
