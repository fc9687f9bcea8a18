import { type IncomingMessage, ServerResponse } from 'node:http'
import { createGunzip } from 'node:zlib'
import type { Entry } from './entry.ts'

const { writeHead } = ServerResponse.prototype

type Encoding = 'br' | 'gzip' | 'identity'

function chooseEncoding(accepts: string): Encoding {
  // q=0 means "not this one"; nobody sends it but it costs one look.
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepts)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\b)/.test(accepts) ? 'gzip' : 'identity'
}

const isKnown = (request: IncomingMessage, etag: string) =>
  (request.headers['if-none-match'] ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)

/** Answers with a page from the cache: 304 where the reader has it, else in the best encoding the reader takes. */
export function sendEntry(request: IncomingMessage, response: ServerResponse, entry: Entry): void {
  const id = response.getHeader('x-request-id')
  const own = id === undefined ? [] : ['X-Request-Id', String(id)]
  // The entry's headers are all there are: none to merge with, and no defaults to add.
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  if (entry.status === 200 && isKnown(request, entry.etag)) {
    writeHead.call(response, 304, [...entry.notModified, ...own])
    response.end()
    return
  }
  const { body, headers } = entry[chooseEncoding(String(request.headers['accept-encoding'] ?? ''))]
  writeHead.call(response, entry.status, [...headers, ...own])
  if (body !== null) {
    response.end(body)
    return
  }
  const unpack = createGunzip()
  unpack.on('error', () => response.destroy())
  response.once('close', () => unpack.destroy())
  unpack.pipe(response)
  unpack.end(entry.gzip.body)
}
