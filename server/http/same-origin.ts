import type { IncomingHttpHeaders } from 'node:http'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

/**
 * Whether a request may change something: it comes from a page of ours. Browsers say where a request
 * comes from (Sec-Fetch-Site; older ones Origin), and no page can make them lie. A program that sends
 * neither is let through only without cookies, that is, with nobody's rights.
 * @param appUrl the address people use, which may differ from Host behind a proxy.
 */
export function isSameOrigin(method: string, headers: IncomingHttpHeaders, appUrl: string): boolean {
  if (SAFE_METHODS.has(method)) return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin === undefined) return headers.cookie === undefined
  const host = hostOf(origin)
  return host !== null && (host === headers.host || host === hostOf(appUrl))
}
