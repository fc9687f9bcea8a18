import type { IncomingMessage } from 'node:http'

const plain = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/, '')

/**
 * The address a request comes from, for rate limits only: never logged. Each trusted proxy appended
 * the address it saw to X-Forwarded-For, so with n of them the client is the n-th from the right;
 * what stands further left the client wrote itself.
 * @param trustedProxies how many proxies stand in front; 0: the header is ignored.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustedProxies: number): string {
  const direct = plain(request.socket.remoteAddress ?? 'unknown')
  if (trustedProxies === 0) return direct
  const header = request.headers['x-forwarded-for'] ?? ''
  const seen = (Array.isArray(header) ? header.join(',') : header).split(',').map(plain).filter(Boolean)
  return seen.at(-trustedProxies) ?? seen[0] ?? direct
}
