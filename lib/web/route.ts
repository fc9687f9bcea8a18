import { randomUUID } from 'node:crypto'
import { AppError, HTTP_STATUS, isAppError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import type { Actor } from '#lib/access/roles.ts'
import { isShownAsPage, sentencePage } from './sentence-page.ts'
import { currentActor } from './session.ts'
import { whyUnavailable } from './unavailable.ts'

type Handler<P> = (actor: Actor, params: P, request: Request) => Promise<Response>

/**
 * The one way to make a route handler: finds the actor, runs `handle`, answers errors as JSON, or as a page
 * with the same sentence where somebody looks at it.
 */
export function defineRoute<P = Record<string, never>>(handle: Handler<P>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      return await handle(await currentActor(), await context.params, request)
    } catch (thrown) {
      const unavailable = whyUnavailable(thrown)
      const error = unavailable === null ? thrown : new AppError('unavailable', unavailable, { cause: thrown })
      if (isAppError(error)) {
        const status = error.code === 'not_found' ? 404 : HTTP_STATUS[error.code]
        if (isShownAsPage(request.headers)) return sentencePage(error.message, status)
        return Response.json({ code: error.code, message: error.message, fields: error.fields }, { status })
      }
      const reference = randomUUID().slice(0, 8)
      log.error({ err: error, reference }, 'request failed')
      if (isShownAsPage(request.headers)) {
        return sentencePage(`Something went wrong on our side. Reference: ${reference}.`, 500)
      }
      return Response.json({ code: 'error', message: 'Something went wrong on our side.', reference }, { status: 500 })
    }
  }
}
