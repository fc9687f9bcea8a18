import compression from 'compression'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { clientKey } from '#lib/client-key.ts'
import { isAppError } from '#lib/errors.ts'
import { type TurnLimits, Turns } from '#lib/limits/turns.ts'
import { log } from '#lib/log.ts'
import { watchUnavailable, whatWasUnavailable, whyUnavailable } from '#lib/web/unavailable.ts'
import { runForClient } from '#lib/work/client.ts'
import { captureResponse } from '../page-cache/capture.ts'
import { MOST_BYTES, TOO_LARGE } from '../page-cache/entry.ts'
import type { PageCache } from '../page-cache/page-cache.ts'
import { logAccess } from './access-log.ts'
import { ALLOWED_METHODS, refuseAddress, refuseMethod } from './address.ts'
import { BodyBudget } from './body/body-budget.ts'
import { clientAddress } from './client-address.ts'
import { isOwnRequest, prepareIncoming, vouchForOrigin } from './incoming.ts'
import { addLabHeaders } from './lab-headers.ts'
import { type Pages, withFilledPlaceholders } from './fill-placeholders.ts'
import { inTurn, isPublicPage } from './public-pages.ts'
import { makeFailuresReadable } from './readable-failure.ts'
import { refuse, refuseInKind } from './refuse.ts'
import { isSameOrigin } from './same-origin.ts'
import { addDefaultHeaders, contentSecurityPolicy, createNonce, framedBy, securityHeaders } from './security-headers.ts'
import { type AskRight, takeBody } from './body/take-body.ts'
import { wholeRefusals } from './whole-refusal.ts'

export type HandlerOptions = {
  dev: boolean
  appUrl: string
  settings: { TRUSTED_PROXIES: number }
  /** Null in development, where pages change with the code. */
  pageCache: Pick<PageCache, 'answer' | 'answerKept'> | null
  /** Whether our own database is being started again, so that no page could be made. */
  isAway?: () => boolean
  pages: Pages
  /** For tests: whether who sends may send a large body; by default the session and the list say so. */
  askRight?: AskRight
  /** For tests: of a sender who says nothing more, in ms. */
  longestPause?: number
  renders?: TurnLimits
}

/** Pages that are rendered for strangers at once, and those that may wait: a page with its figures may ask for a hundred. */
const RENDERS: TurnLimits = { atOnce: 8, perClient: 4, waiting: 500, waitingPerClient: 100 }

/** Answers while the program is starting. */
export const notReady: RequestListener = (_request, response) => {
  response.setHeader('Retry-After', '5')
  refuse(response, 503, 'Colloquium is starting; try again in a moment.')
}

/** What needs no database, or says whether it is there. */
const NEEDS_NONE = /^\/(?:_next\/static|api\/health)\//

/** Everything between the socket and the pages, in the order in which it must happen. */
export function createHandler(options: HandlerOptions): RequestListener {
  const { dev, settings, pageCache } = options
  const pages = withFilledPlaceholders(options.pages)
  const compress = compression()
  const appUrl = new URL(options.appUrl)
  const isHttps = appUrl.protocol === 'https:'
  const findRefusal = wholeRefusals({ keep: !dev })
  const budget = new BodyBudget()
  const turns = new Turns(options.renders ?? RENDERS)
  const { askRight, longestPause } = options

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const isOwn = isOwnRequest(request)
    const id = prepareIncoming(request, { appUrl, trustedProxies: settings.TRUSTED_PROXIES })
    logAccess(request, response, id)
    response.setHeader('X-Request-Id', id)
    const method = request.method ?? 'GET'
    const badAddress = refuseAddress(request.url ?? '/')
    if (badAddress === null && pageCache?.answerKept(request, response)) return
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

    if (badAddress) return refuseInKind(request, response, badAddress)
    const badMethod = refuseMethod(method)
    if (badMethod) {
      response.setHeader('Allow', ALLOWED_METHODS)
      if (method !== 'OPTIONS') return refuseInKind(request, response, badMethod)
      response.writeHead(204).end()
      return
    }
    if (!isSameOrigin(method, request.headers, options.appUrl)) {
      return refuse(response, 403, 'This request did not come from a page of this site.')
    }
    vouchForOrigin(request)
    const client = clientKey(String(request.headers['x-client-address']))
    const badBody = isOwn ? null : await takeBody(request, path, { client, budget, askRight, longestPause })
    if (badBody === 'gone') return
    if (badBody) return refuseInKind(request, response, badBody)

    compress(request as never, response as never, () => undefined)
    if (method === 'GET' && !path.startsWith('/refused/')) {
      const policyNow = () => String(response.getHeader('content-security-policy') ?? policy)
      makeFailuresReadable(response, (status) => findRefusal(request, status, policyNow()), whatWasUnavailable)
    }
    const render = isPublicPage(request) ? inTurn(pages, turns, client) : pages
    if (await pageCache?.answer(request, response, render)) return
    if (render === pages) return pages(request, response)
    // Held until it is whole: a reader who reads slowly must not keep the others waiting.
    const page = await captureResponse(request, response, render, MOST_BYTES)
    if (!page.isTooLarge) return page.send()
    for (const name of ['content-encoding', 'content-length', 'etag']) response.removeHeader(name)
    refuseInKind(request, response, { code: 'too_large', status: 500, sentence: TOO_LARGE })
  }

  return (request, response) => {
    const client = clientKey(clientAddress(request, settings.TRUSTED_PROXIES))
    watchUnavailable(() => runForClient(client, () => answer(request, response))).catch((error: unknown) => {
      if (response.destroyed) return
      if (isAppError(error)) return refuseInKind(request, response, { code: error.code, sentence: error.message })
      const sentence = whyUnavailable(error)
      if (sentence !== null) return refuseInKind(request, response, { code: 'unavailable', sentence })
      log.error({ err: error, id: request.headers['x-request-id'] }, 'request failed')
      refuse(response, 500, 'Something went wrong on our side.')
    })
  }
}
