import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** Ends a socket that was to be upgraded, or whose request could not be read, with a status and a sentence. */
export function refuseSocket(socket: Duplex, status: number, sentence: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(sentence) + 1}`,
    ...(status === 429 || status === 503 ? ['Retry-After: 2'] : []),
  ]
  socket.on('error', () => undefined)
  socket.once('finish', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${sentence}\n`)
}
