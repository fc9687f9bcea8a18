import type { IncomingMessage } from 'node:http'
import { lookupHash } from '#lib/sharing/token.ts'

export type CacheRequest = { key: string; tokenHash: string }

const SHARED_PAGE = /^\/s\/([^/?]+)(?:\/[^?]*)?(?:\?.*)?$/
/** Files and forms below a shared page, which are not pages of text. */
const NOT_A_PAGE = /^\/s\/[^/?]+\/(assets|unlock|p\/[^/?]+\/experiments\/[^/?]+\/(code|data))(\/|\?|$)/
/** With these Next answers with data for its router, not with a document. */
const ROUTER_HEADERS = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-action',
]

/**
 * Under which key the page that a request asks for may be kept, or null where it is not a shared
 * page's document. The path carries the token, so the key does; it stays in memory.
 */
export function cacheRequest(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): CacheRequest | null {
  const url = request.url ?? '/'
  if (request.method !== 'GET' || !url.startsWith('/s/') || url.length > 2000) return null
  const token = SHARED_PAGE.exec(url)?.[1]
  if (!token || NOT_A_PAGE.test(url) || url.includes('_rsc=')) return null
  if (ROUTER_HEADERS.some((name) => name in request.headers)) return null
  return { key: url, tokenHash: lookupHash(token) }
}
