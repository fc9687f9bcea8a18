import type { IncomingMessage } from 'node:http'

const MB = 1024 * 1024

/** How much a request to `path` may carry: pages' actions take READMEs and figures, interfaces little. */
export function bodyLimit(path: string): number {
  return path.startsWith('/api/') ? MB : 25 * MB
}

/** Whether the request says itself that it carries more than `limit` bytes. */
export function isTooLarge(request: Pick<IncomingMessage, 'headers'>, limit: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > limit
}

/**
 * Ends a request that does not say how long it is (chunked) once it has sent more than `limit` bytes.
 * The parser hands each chunk to `push`: counting there neither starts the stream nor changes it.
 */
export function limitBody(request: IncomingMessage, limit: number, onExceeded: () => void): void {
  if (request.headers['transfer-encoding'] === undefined) return
  const push = request.push.bind(request)
  let received = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    received += chunk?.length ?? 0
    if (received <= limit) return push(chunk, encoding)
    request.push = () => true
    onExceeded()
    return true
  }
}
