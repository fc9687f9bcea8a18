import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { clientAddress } from './client-address.ts'

/** Headers that only we, or a proxy we trust, may set: what a client sends under these names is dropped. */
const OURS = [
  'x-request-id',
  'x-client-address',
  'content-security-policy',
  'content-security-policy-report-only',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'forwarded',
]

/**
 * Marks a request on its way to Next. Next asks the server itself where an action redirects to, or hands
 * an action on to the page that has it, and sends this header along; nobody else knows it.
 */
const OWN_MARK = 'x-colloquium-own'
const OWN = randomUUID()

/** Whether a request comes from Next in this very process: what it carries was looked at when it first came. */
export const isOwnRequest = ({ headers }: Pick<IncomingMessage, 'headers'>) => headers[OWN_MARK] === OWN

/**
 * Replaces the headers that pages trust by our own: the request id, the client's address for rate
 * limits (`x-client-address`), and the public host and protocol.
 * @returns the request id.
 */
export function prepareIncoming(request: IncomingMessage, options: { appUrl: URL; trustedProxies: number }): string {
  const { headers } = request
  const first = isOwnRequest(request) ? headers['x-client-address'] : undefined
  const address = typeof first === 'string' ? first : clientAddress(request, options.trustedProxies)
  for (const name of OURS) delete headers[name]
  const id = randomUUID()
  headers['x-request-id'] = id
  headers[OWN_MARK] = OWN
  headers['x-client-address'] = address
  headers['x-forwarded-for'] = address
  headers['x-forwarded-proto'] = options.appUrl.protocol.slice(0, -1)
  return id
}

/**
 * For a changing request that was found to come from a page of ours: tells Next so in its own terms.
 * Its check of server actions compares Origin with the host; a proxy may have changed the one, and
 * pages without a referrer (shared ones) send "null" as the other.
 */
export function vouchForOrigin(request: IncomingMessage): void {
  const { headers } = request
  if (headers.origin === undefined || request.method === 'GET' || request.method === 'HEAD') return
  if (!URL.canParse(headers.origin))
    headers.origin = `${String(headers['x-forwarded-proto'])}://${headers.host ?? 'localhost'}`
  headers['x-forwarded-host'] = new URL(headers.origin).host
}
