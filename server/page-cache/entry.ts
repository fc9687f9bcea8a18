import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { contentSecurityPolicy, securityHeaders } from '../http/security-headers.ts'
import { sentencePage } from '../http/refuse.ts'
import { replaceNonce } from './inline-hashes.ts'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** A page as it is sent, ready in each encoding, with the headers of each spelled out. */
export type Variant = { body: Buffer; headers: string[] }
/** Whose note a page shows: a paper's alone, none, or any (null). */
export type Shows = { paper: string } | 'no note' | null

export type Entry = {
  listId: string
  shows: Shows
  /** In ms since 1970; the entry is worthless from then on. */
  expiresAt: number
  status: number
  etag: string
  notModified: string[]
  /** Without a body where the page is large: it is unpacked for the few who take nothing packed. */
  identity: Omit<Variant, 'body'> & { body: Buffer | null }
  gzip: Variant
  br: Variant
}

/** A page above this is not shown: it would take the memory of the server and the patience of its readers. In bytes. */
export const MOST_BYTES = 16 * 1024 * 1024
export const TOO_LARGE = 'This page is too large to be shown. Its group can make what stands on it shorter.'

/** A page above this is kept packed only. In bytes. */
const LARGE = 1024 * 1024

/** Headers of the render that are no part of the page. */
const DROPPED =
  /^(content-length|content-encoding|transfer-encoding|connection|keep-alive|date|etag|set-cookie|cache-control|x-request-id|content-security-policy|vary)$/

/** Flat name, value, name, value…: what writeHead takes without looking at it twice. */
function pageHeaders(rendered: [string, string][], nonce: string, policy: string, isHttps: boolean): string[] {
  const kept = rendered
    .filter(([name]) => !DROPPED.test(name.toLowerCase()))
    // Preloads announced in the Link header carry the nonce too.
    .map(([name, value]): [string, string] => [
      name,
      value.replaceAll(` nonce="${nonce}";`, '').replaceAll(`; nonce="${nonce}"`, ''),
    ])
  const names = new Set(kept.map(([name]) => name.toLowerCase()))
  const defaults = securityHeaders('/s/', isHttps).filter(([name]) => !names.has(name.toLowerCase()))
  return [
    ...kept,
    ...defaults,
    ['Content-Security-Policy', policy],
    // Always asked again (a link may be revoked any moment), answered with 304 while nothing has changed.
    ['Cache-Control', 'private, no-cache'],
    ['Vary', 'Accept-Encoding'],
  ].flat()
}

type Kept = { listId: string; shows: Shows; expiresAt: Date | null; isHttps: boolean }

async function pack(identity: Buffer): Promise<{ gzip: Buffer; br: Buffer }> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length }
  const [gzipped, br] = await Promise.all([compressGzip(identity, { level: 6 }), compressBrotli(identity, { params })])
  return { gzip: gzipped, br }
}

/** Makes the entry of a rendered page: its nonce replaced by hashes, compressed in each way. */
export async function createEntry(
  page: Kept & { body: Buffer; headers: [string, string][]; nonce: string; status?: number },
): Promise<Entry> {
  const { html, scripts, styles } = replaceNonce(page.body.toString('utf8'), page.nonce)
  const headers = pageHeaders(page.headers, page.nonce, contentSecurityPolicy({ scripts, styles }, false), page.isHttps)
  const identity = Buffer.from(html, 'utf8')
  const packed = await pack(identity)
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 27)}"`
  const headersOf = (length: number, encoding?: string) => [
    ...headers,
    ...['ETag', etag, 'Content-Length', String(length)],
    ...(encoding ? ['Content-Encoding', encoding] : []),
  ]
  return {
    listId: page.listId,
    shows: page.shows,
    expiresAt: page.expiresAt?.getTime() ?? Infinity,
    status: page.status ?? 200,
    etag,
    notModified: ['ETag', etag, 'Cache-Control', 'private, no-cache', 'Vary', 'Accept-Encoding'],
    identity: { body: identity.length > LARGE ? null : identity, headers: headersOf(identity.length) },
    gzip: { body: packed.gzip, headers: headersOf(packed.gzip.length, 'gzip') },
    br: { body: packed.br, headers: headersOf(packed.br.length, 'br') },
  }
}

/**
 * What is kept in the place of a page that is too large to be kept: a sentence, so that the page is not
 * rendered anew for each visitor.
 */
export function tooLargeEntry(page: Kept): Promise<Entry> {
  const headers: [string, string][] = [['Content-Type', 'text/html; charset=utf-8']]
  return createEntry({ ...page, body: Buffer.from(sentencePage(TOO_LARGE)), headers, nonce: '-', status: 500 })
}

/** What an entry takes of the cache's room. */
export function entrySize(entry: Entry): number {
  return (entry.identity.body?.length ?? 0) + entry.gzip.body.length + entry.br.body.length + 4096
}
