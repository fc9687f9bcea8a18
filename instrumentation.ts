import type { Instrumentation } from 'next'

/** Logs what a page or action threw, with the digest that the error page shows as its reference. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === 'edge') return
  const { log } = await import('#lib/log.ts')
  const { maskPath } = await import('#server/http/mask-path.ts')
  const { asUnavailable } = await import('#lib/web/unavailable.ts')
  const { unavailableSentence } = await import('#lib/web/unavailable-digest.ts')
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  const id = request.headers['x-request-id']
  const where = { method: request.method, path: maskPath(request.path), route: context.routePath }
  const reason = unavailableSentence(asUnavailable(error))
  if (reason !== null) return log.warn({ reason, id, ...where }, 'page unavailable')
  log.error({ err: error, digest, id, ...where }, 'page failed')
}
