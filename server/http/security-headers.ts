import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** A fresh value for one response's `'nonce-…'`. */
export const createNonce = () => randomBytes(16).toString('base64')

/**
 * The policy of a page. `source` says which inline scripts and styles run: `'nonce-…'`, or the hashes
 * of a cached page. KaTeX places its parts with style attributes, hence style-src-attr.
 * @param framedBy who may show the page in a frame.
 */
export function contentSecurityPolicy(
  inline: { scripts: string; styles: string },
  dev: boolean,
  framedBy: "'none'" | '*' = "'none'",
): string {
  const policy = {
    'default-src': "'self'",
    // Hot reload evaluates code, and development's tools insert styles as they please.
    'script-src': `'self' ${inline.scripts}${dev ? " 'unsafe-eval'" : ''}`,
    'style-src': dev ? "'self' 'unsafe-inline'" : `'self' ${inline.styles}`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': dev ? "'self' ws: wss:" : "'self'",
    // The sealed frame of an experiment, which then can be sent nowhere else.
    'frame-src': "'self'",
    'frame-ancestors': framedBy,
    'form-action': "'self'",
    'base-uri': "'none'",
    'object-src': "'none'",
  }
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value.trim()}`)
    .join('; ')
}

/** Pages below /embed/ know nobody and change nothing: other sites may frame them. Every other page stands alone. */
export const framedBy = (path: string) => (path.startsWith('/embed/') ? '*' : "'none'")

const FEATURES = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'browsing-topics']

/** The headers of every response, but for the policy. `path` decides on the referrer: a share link's address is a secret. */
export function securityHeaders(path: string, isHttps: boolean): [string, string][] {
  const headers: [string, string][] = [
    ['Referrer-Policy', path === '/s' || path.startsWith('/s/') ? 'no-referrer' : 'strict-origin-when-cross-origin'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Permissions-Policy', FEATURES.map((feature) => `${feature}=()`).join(', ')],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
  ]
  if (isHttps) headers.push(['Strict-Transport-Security', 'max-age=31536000'])
  return headers
}

/**
 * Adds headers to the response just before it is sent, where whoever answered has not set them: an
 * image's own, stricter policy stands.
 */
export function addDefaultHeaders(response: ServerResponse, headers: [string, string][]): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = ((...args: unknown[]) => {
    for (const [name, value] of headers) if (!response.hasHeader(name)) response.setHeader(name, value)
    return writeHead(...args)
  }) as typeof response.writeHead
}
