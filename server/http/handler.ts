import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { log } from '#lib/log.ts'
import type { PageCache } from '../page-cache/page-cache.ts'
import { logAccess } from './access-log.ts'
import { bodyLimit, isTooLarge, limitBody } from './body-limit.ts'
import { prepareIncoming, vouchForOrigin } from './incoming.ts'
import { addLabHeaders } from './lab-headers.ts'
import { makeFailuresReadable } from './readable-failure.ts'
import { refuse } from './refuse.ts'
import { isSameOrigin } from './same-origin.ts'
import { addDefaultHeaders, contentSecurityPolicy, createNonce, framedBy, securityHeaders } from './security-headers.ts'
import { wholeRefusals } from './whole-refusal.ts'

export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export type HandlerOptions = {
  dev: boolean
  appUrl: string
  settings: { TRUSTED_PROXIES: number }
  /** Null in development, where pages change with the code. */
  pageCache: Pick<PageCache, 'answer' | 'answerKept'> | null
  /** Whether our own database is being started again, so that no page could be made. */
  isAway?: () => boolean
  pages: Pages
}

/** Answers while the program is starting. */
export const notReady: RequestListener = (_request, response) => {
  response.setHeader('Retry-After', '5')
  refuse(response, 503, 'Colloquium is starting; try again in a moment.')
}

/** What needs no database, or says whether it is there. */
const NEEDS_NONE = /^\/(?:_next\/static|api\/health)\//

/** Everything between the socket and the pages, in the order in which it must happen. */
export function createHandler(options: HandlerOptions): RequestListener {
  const { dev, settings, pageCache, pages } = options
  const appUrl = new URL(options.appUrl)
  const isHttps = appUrl.protocol === 'https:'
  const findRefusal = wholeRefusals({ keep: !dev })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const id = prepareIncoming(request, { appUrl, trustedProxies: settings.TRUSTED_PROXIES })
    logAccess(request, response, id)
    response.setHeader('X-Request-Id', id)
    if (pageCache?.answerKept(request, response)) return
    if (options.isAway?.() && !NEEDS_NONE.test(path)) {
      addDefaultHeaders(response, securityHeaders(path, isHttps))
      response.setHeader('Retry-After', '2')
      return refuse(response, 503, 'The database is being started again; nothing is lost. Try again in a moment.')
    }

    const nonce = `'nonce-${createNonce()}'`
    const policy = contentSecurityPolicy({ scripts: nonce, styles: nonce }, dev, framedBy(path))
    // Next finds the nonce for its own scripts in the request's policy.
    request.headers['content-security-policy'] = policy
    addLabHeaders(response, path)
    addDefaultHeaders(response, [...securityHeaders(path, isHttps), ['Content-Security-Policy', policy]])

    if (!isSameOrigin(request.method ?? 'GET', request.headers, options.appUrl)) {
      return refuse(response, 403, 'This request did not come from a page of this site.')
    }
    vouchForOrigin(request)
    const limit = bodyLimit(path)
    const refuseSize = () => refuse(response, 413, `This is too large: at most ${limit / 1024 / 1024} MB.`)
    if (isTooLarge(request, limit)) return refuseSize()
    limitBody(request, limit, refuseSize)

    if (request.method === 'GET' && !path.startsWith('/refused/')) {
      const policyNow = () => String(response.getHeader('content-security-policy') ?? policy)
      makeFailuresReadable(response, (status) => findRefusal(request, status, policyNow()))
    }
    if (await pageCache?.answer(request, response, pages)) return
    await pages(request, response)
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.destroyed) return
      log.error({ err: error, id: request.headers['x-request-id'] }, 'request failed')
      refuse(response, 500, 'Something went wrong on our side.')
    })
  }
}
