import type { IncomingMessage, ServerResponse } from 'node:http'
import { unsafeSharedHref } from '#lib/sharing/address-queries.ts'
import type { SharedAddress } from '#lib/sharing/shared-address.ts'
import { type CachedShare, unsafeShareForCache } from '#lib/sharing/queries.ts'
import { createNonce, contentSecurityPolicy } from '../http/security-headers.ts'
import { cacheRequest } from './cache-key.ts'
import { captureResponse } from './capture.ts'
import { type Entry, MOST_BYTES, type Shows, createEntry, tooLargeEntry } from './entry.ts'
import { listenForListChanges } from './list-changes.ts'
import { sendEntry } from './send-entry.ts'
import { type Moment, PageStore } from './store.ts'

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>
/** A page that is to be rendered: under its one address, as of a moment. */
type Wanted = { key: string; isChosen: boolean; share: CachedShare; shows: Shows; since: Moment }

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

/** Of a list's page: no note, unless a search looks into them. */
function showsOf({ paper, view }: SharedAddress, { isOfPaper }: CachedShare): Shows {
  if (paper !== null) return { paper }
  return view !== null && view.q === '' && !isOfPaper ? 'no note' : null
}

/**
 * Strips the request down to what every reader's has in common: no cookies, no preferences, our own
 * host, the page's one address. What is rendered from it may be shown to anybody who has the link.
 */
function anonymise(request: IncomingMessage, appUrl: URL, nonce: string, href: string): void {
  const kept = ['x-request-id', 'x-client-address', 'x-forwarded-proto', 'x-forwarded-for']
  const headers = Object.fromEntries(kept.map((name) => [name, request.headers[name]]))
  const common = { host: appUrl.host, accept: 'text/html', 'user-agent': READER }
  request.url = href
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
  /** The largest page that is shown. */
  mostBytes?: number
  findShare?: (tokenHash: string) => Promise<CachedShare | null>
}): PageCache {
  const appUrl = new URL(options.appUrl)
  const isHttps = appUrl.protocol === 'https:'
  const findShare = options.findShare ?? unsafeShareForCache
  const mostBytes = options.mostBytes ?? MOST_BYTES
  const store = new PageStore(options.maxBytes ?? 96 * 1024 * 1024)
  const rendering = new Map<string, Promise<Entry | null>>()
  const changes = listenForListChanges(options.databaseUrl, {
    change: (listId, papers) => {
      store.listChanged(listId, papers)
      rendering.clear()
    },
    ready: () => {
      store.clear()
      rendering.clear()
    },
  })

  /** Renders the page into the held-back response; null where it is not one to keep (then it has been sent). */
  async function render(wanted: Wanted, request: IncomingMessage, response: ServerResponse, pages: Pages) {
    const { key, isChosen, share, shows, since } = wanted
    const nonce = createNonce()
    anonymise(request, appUrl, nonce, key)
    const page = await captureResponse(request, response, pages, mostBytes)
    const type = page.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
    const setsCookie = page.headers.some(([name]) => name === 'set-cookie')
    if (page.status !== 200 || !type.startsWith('text/html') || setsCookie) {
      response.setHeader('Content-Security-Policy', policyOf(nonce))
      page.send()
      return null
    }
    const whole = page.isTooLarge ? null : await createEntry({ ...page, ...share, shows, nonce, isHttps })
    const entry = whole && store.fits(whole, { isChosen }) ? whole : await tooLargeEntry({ ...share, shows, isHttps })
    if (changes.isListening()) store.keep(key, entry, since, { isChosen })
    return entry
  }

  /** Renders the page unless others are having it rendered already: then theirs is everybody's. */
  async function renderOnce(wanted: Wanted, request: IncomingMessage, response: ServerResponse, pages: Pages) {
    const { key } = wanted
    for (let others = rendering.get(key); others; others = rendering.get(key)) {
      // Who had it rendered went away, or it is none to keep: one of those who waited is the next.
      const entry = await others.catch(() => null)
      if (entry) return entry
    }
    const kept = changes.isListening() ? store.get(key) : undefined
    if (kept) return kept
    const { headers, url } = request
    const job = render(wanted, request, response, pages).finally(() => {
      if (rendering.get(key) === job) rendering.delete(key)
      Object.assign(request, { headers, url })
    })
    rendering.set(key, job)
    return job
  }

  function answerKept(request: IncomingMessage, response: ServerResponse): boolean {
    const asked = changes.isListening() ? cacheRequest(request) : null
    // Which page an experiment's parameters ask for, only the experiment says.
    const kept = asked && asked.address.experiment === null && store.get(asked.address.href)
    if (kept) sendEntry(request, response, kept)
    return Boolean(kept)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, pages: Pages): Promise<boolean> {
    const asked = changes.isListening() ? cacheRequest(request) : null
    if (asked === null) return false
    // Before the first look at the database: what changes from here on must not be kept.
    const since = store.now()
    const share = await findShare(asked.tokenHash)
    if (!share?.isCacheable) return false
    const { href: key, isChosen } = await unsafeSharedHref(share, asked.address)
    const shows = showsOf(asked.address, share)
    const entry = await renderOnce({ key, isChosen, share, shows, since }, request, response, pages)
    if (entry) sendEntry(request, response, entry)
    return true
  }

  return { answerKept, answer, isListening: changes.isListening, close: changes.close }
}
