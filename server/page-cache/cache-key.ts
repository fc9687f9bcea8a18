import type { IncomingMessage } from 'node:http'
import { type SharedAddress, readSharedAddress } from '#lib/sharing/shared-address.ts'
import { lookupHash } from '#lib/sharing/token.ts'

export type CacheRequest = { address: SharedAddress; tokenHash: string }

/** With these Next answers with data for its router, not with a document. */
const ROUTER_HEADERS = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-action',
]

/**
 * Which shared page's document a request asks for, or null where it asks for none that may be kept. The
 * address carries the token, so the key does; it stays in memory.
 */
export function cacheRequest(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): CacheRequest | null {
  const url = request.url ?? '/'
  if (request.method !== 'GET' || !url.startsWith('/s/')) return null
  // Next answers with data for whatever carries this parameter.
  if (url.includes('_rsc=') || ROUTER_HEADERS.some((name) => name in request.headers)) return null
  const address = readSharedAddress(url)
  return address && { address, tokenHash: lookupHash(address.token) }
}
