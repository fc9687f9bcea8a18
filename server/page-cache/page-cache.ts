import type { IncomingMessage, ServerResponse } from 'node:http'
import { unsafeShareForCache } from '#lib/sharing/queries.ts'
import { createNonce, contentSecurityPolicy } from '../http/security-headers.ts'
import { cacheRequest } from './cache-key.ts'
import { captureResponse } from './capture.ts'
import { type Entry, createEntry } from './entry.ts'
import { listenForListChanges } from './list-changes.ts'
import { sendEntry } from './send-entry.ts'
import { type Moment, PageStore } from './store.ts'

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>
type Share = { listId: string; expiresAt: Date | null; isCacheable: boolean }

export type PageCache = {
  /** Answers at once with a page kept in memory; false: there is none. */
  answerKept(request: IncomingMessage, response: ServerResponse): boolean
  /** Answers a shared page's request by rendering it once for all who ask; false: not one for the cache. */
  answer(request: IncomingMessage, response: ServerResponse, pages: Pages): Promise<boolean>
  isListening(): boolean
  close(): Promise<void>
}

/** A stranger's browser that takes the page whole, as search engines do: nothing arrives by script later. */
const READER = 'Mozilla/5.0 (compatible; Colloquium page cache; as Bingbot)'

const policyOf = (nonce: string) =>
  contentSecurityPolicy({ scripts: `'nonce-${nonce}'`, styles: `'nonce-${nonce}'` }, false)

/**
 * Strips the request down to what every reader's has in common: no cookies, no preferences, our own
 * address. What is rendered from it may be shown to anybody who has the link.
 */
function anonymise(request: IncomingMessage, appUrl: URL, nonce: string): void {
  const kept = ['x-request-id', 'x-client-address', 'x-forwarded-proto', 'x-forwarded-for']
  const headers = Object.fromEntries(kept.map((name) => [name, request.headers[name]]))
  const common = { host: appUrl.host, accept: 'text/html', 'user-agent': READER }
  request.headers = { ...headers, ...common, 'content-security-policy': policyOf(nonce) }
}

/**
 * Public pages in memory, in front of Next. A page is dropped as soon as the database tells that its
 * list has changed; while we cannot hear the database, every request is rendered.
 */
export function createPageCache(options: {
  databaseUrl: string
  appUrl: string
  maxBytes?: number
  findShare?: (tokenHash: string) => Promise<Share | null>
}): PageCache {
  const appUrl = new URL(options.appUrl)
  const findShare = options.findShare ?? unsafeShareForCache
  const store = new PageStore(options.maxBytes ?? 64 * 1024 * 1024)
  const rendering = new Map<string, Promise<Entry | null>>()
  const changes = listenForListChanges(options.databaseUrl, {
    change: (listId) => {
      store.listChanged(listId)
      rendering.clear()
    },
    ready: () => {
      store.clear()
      rendering.clear()
    },
  })

  /** Renders the page into the held-back response; null where it is not one to keep (then it has been sent). */
  async function render(
    key: string,
    share: Share,
    since: Moment,
    request: IncomingMessage,
    response: ServerResponse,
    pages: Pages,
  ) {
    const nonce = createNonce()
    anonymise(request, appUrl, nonce)
    const page = await captureResponse(request, response, pages)
    const type = page.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
    const setsCookie = page.headers.some(([name]) => name === 'set-cookie')
    if (page.status !== 200 || !type.startsWith('text/html') || setsCookie) {
      response.setHeader('Content-Security-Policy', policyOf(nonce))
      page.send()
      return null
    }
    const entry = await createEntry({ ...page, ...share, nonce, isHttps: appUrl.protocol === 'https:' })
    if (changes.isListening()) store.keep(key, entry, since)
    return entry
  }

  function answerKept(request: IncomingMessage, response: ServerResponse): boolean {
    const asked = changes.isListening() ? cacheRequest(request) : null
    const kept = asked && store.get(asked.key)
    if (kept) sendEntry(request, response, kept)
    return Boolean(kept)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, pages: Pages): Promise<boolean> {
    const asked = changes.isListening() ? cacheRequest(request) : null
    if (asked === null) return false
    const others = await rendering.get(asked.key)?.catch(() => null)
    if (others) {
      sendEntry(request, response, others)
      return true
    }
    const { headers } = request
    const answered = { byUs: true }
    const job = (async () => {
      // Before the first look at the database: what changes from here on must not be kept.
      const since = store.now()
      const share = await findShare(asked.tokenHash)
      answered.byUs = share?.isCacheable ?? false
      return share?.isCacheable ? render(asked.key, share, since, request, response, pages) : null
    })()
    rendering.set(asked.key, job)
    try {
      const entry = await job
      request.headers = headers
      if (entry) sendEntry(request, response, entry)
      return answered.byUs
    } finally {
      if (rendering.get(asked.key) === job) rendering.delete(asked.key)
    }
  }

  return { answerKept, answer, isListening: changes.isListening, close: changes.close }
}
