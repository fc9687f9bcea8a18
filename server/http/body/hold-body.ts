import type { IncomingMessage } from 'node:http'
import { areReadableArguments } from './action-arguments.ts'
import type { BodyLimits } from './body-rules.ts'
import { BodyMeter, type Exceeded } from './body-meter.ts'

/**
 * What came of a body: whole and within its limits; too much of something; too slow; its sender went
 * away; no room for it; not to be read at all.
 */
export type HeldBody = 'whole' | Exceeded | 'slow' | 'gone' | 'full' | 'refused'

/** After this long without a byte nobody is sending any more. In ms. */
const LONGEST_PAUSE = 30_000

/**
 * Holds a request's body back until it is whole and found to be within `limits`, so that nothing is
 * decoded of a body that is refused; then hands it on as if it had just arrived. Call it before anything
 * waits: bytes that arrived earlier are not seen. The parser hands each chunk to `push`: looking there
 * neither starts the stream nor changes it.
 * @param options.raised the limits that hold instead once they are known: until then no more is taken in
 * than `limits` allow. Null: it is not to be read.
 * @param options.longestRest how long who is refused may go on sending before they are answered, in ms.
 * @param options.makeRoom asked before each piece is kept; false: there is no room.
 */
export function holdBody(
  request: IncomingMessage,
  limits: BodyLimits,
  options: {
    raised?: Promise<BodyLimits | null> | undefined
    makeRoom?: (bytes: number) => boolean
    longestPause?: number | undefined
    longestRest?: number | undefined
  } = {},
): Promise<HeldBody> {
  const meter = new BodyMeter(request.headers['content-type'] ?? '')
  const push = request.push.bind(request)
  const chunks: Buffer[] = []
  let allowed = limits
  let isAsking = options.raised !== undefined
  let hasEnded = false
  return new Promise((resolve) => {
    let isDone = false
    const finish = (held: HeldBody) => {
      clearTimeout(pause)
      request.off('close', onClose)
      isDone = true
      if (held === 'whole') {
        request.push = push
        for (const chunk of chunks) push(chunk)
        push(null)
        resolve(held)
      } else void discardRest(request, { push, hasEnded, longest: options.longestRest }).then(() => resolve(held))
      chunks.length = 0
    }
    const onClose = () => finish('gone')
    const pause = setTimeout(() => finish('slow'), options.longestPause ?? LONGEST_PAUSE)
    request.once('close', onClose)

    /** @returns whether more may come. */
    const check = (): boolean => {
      const over = meter.over(allowed)
      if (over !== null && isAsking && over !== 'form') return false
      if (over !== null) finish(over)
      else if (hasEnded) finish(areReadableArguments(request.headers, chunks) ? 'whole' : 'form')
      return true
    }
    request.push = (chunk: Buffer | null) => {
      pause.refresh()
      if (chunk === null) hasEnded = true
      else if (options.makeRoom?.(chunk.length) === false) {
        finish('full')
        return true
      } else {
        meter.add(chunk)
        chunks.push(chunk)
      }
      return check()
    }
    void options.raised?.then((raised) => {
      isAsking = false
      if (isDone) return
      if (raised === null) return finish('refused')
      allowed = raised
      check()
      request.socket.resume()
    })
  })
}

/** What a refused sender may still send so that it can read our answer first. */
const MOST_DISCARDED = 64 * 1024 * 1024

/** So long an answer waits for the rest, in ms. */
const LONGEST_REST = 500

/**
 * Lets the rest pass unseen: a browser reads no answer before it has sent everything.
 * @returns when it has passed, or when the answer should wait no longer: with the answer the connection may be closed,
 * and who is still sending then never reads it.
 */
export function discardRest(
  request: IncomingMessage,
  options: { push?: IncomingMessage['push']; hasEnded?: boolean; longest?: number | undefined } = {},
): Promise<void> {
  const push = options.push ?? request.push.bind(request)
  let discarded = 0
  return new Promise((resolve) => {
    const pause = setTimeout(resolve, options.longest ?? LONGEST_REST)
    const end = () => {
      clearTimeout(pause)
      resolve()
    }
    request.once('close', end)
    request.push = (chunk: Buffer | null) => {
      if (chunk === null) {
        end()
        return push(null)
      }
      discarded += chunk.length
      if (discarded > MOST_DISCARDED) request.destroy()
      return true
    }
    if (options.hasEnded) request.push(null)
    request.resume()
    request.socket.resume()
  })
}
