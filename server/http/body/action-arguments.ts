import type { IncomingHttpHeaders } from 'node:http'

/** Of what is longer, Next finds out itself: only people with a right send it. */
const MOST_CHECKED = 1024 * 1024

/**
 * Whether a body that says it is the arguments of a server action can be read at all: React sends them as
 * JSON unless they hold a file or a form. Next answers what cannot be read like a fault of its own.
 */
export function areReadableArguments(headers: IncomingHttpHeaders, chunks: readonly Buffer[]): boolean {
  if (headers['next-action'] === undefined || !/^\s*text\/plain/i.test(headers['content-type'] ?? '')) return true
  if (chunks.reduce((sum, chunk) => sum + chunk.length, 0) > MOST_CHECKED) return true
  try {
    JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return true
  } catch {
    return false
  }
}
