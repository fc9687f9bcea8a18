import type { Refusal } from './refuse.ts'

/** A view's cursor is the longest thing that an address of ours carries: 6000 characters (lib/papers/view/view.ts). */
const LONGEST = 8_000

const BAD: Refusal = { code: 'invalid', status: 400, sentence: 'This address cannot be read: part of it is broken.' }
const LONG: Refusal = { code: 'too_large', status: 414, sentence: 'This address is too long.' }
const NOTHING: Refusal = { code: 'not_found', sentence: 'There is nothing at this address.' }

/** The path as a person reads it; null where an escape in it means nothing or stands for a control character. */
function readable(path: string): string | null {
  try {
    const text = decodeURIComponent(path)
    return /[\u0000-\u001f\u007f]/.test(text) ? null : text
  } catch {
    return null
  }
}

/** Next's optimizer of pictures, which no page of ours uses: it would decode whatever a stranger names. */
function isImageOptimizer(path: string): boolean {
  let text = path
  // Written twice or thrice over, it is still meant.
  for (let round = 0; round < 3; round += 1) text = readable(text) ?? text
  return /^\/+(?:\.?\/+)*_next\/+image(?:\/|\?|$)/i.test(text.replaceAll('\\', '/'))
}

/**
 * Why an address is not looked at any further; null where it is. PostgreSQL refuses the character NUL,
 * and Next fails at escapes that stand for nothing in a path; in a query such escapes are what somebody
 * typed ("100%").
 * @param url path and query of a request, as they came.
 */
export function refuseAddress(url: string): Refusal | null {
  if (url.length > LONGEST) return LONG
  const at = url.indexOf('?')
  const path = at < 0 ? url : url.slice(0, at)
  if (isImageOptimizer(path)) return NOTHING
  if (!path.startsWith('/') || readable(path) === null) return BAD
  return at >= 0 && /%00|\0/.test(url.slice(at)) ? BAD : null
}

const METHODS = ['GET', 'HEAD', 'POST']
/** What is said of an address to who asks what can be done there. */
export const ALLOWED_METHODS = METHODS.join(', ')

/** Why nothing is done by a method; null for those that this program answers. */
export function refuseMethod(method: string): Refusal | null {
  if (METHODS.includes(method)) return null
  return { code: 'invalid', status: 405, sentence: `Nothing here answers to ${method}: only to ${ALLOWED_METHODS}.` }
}
