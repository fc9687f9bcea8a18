import { isIP } from 'node:net'
import { AppError } from '#lib/errors.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** What may be reached. Loopback is for tests alone, and then at any port. */
export type Reach = { allowLoopback: boolean }

const PORTS = new Set(['', '80', '443'])

export const isReachable = (ip: string, { allowLoopback }: Reach): boolean =>
  isPublicAddress(ip) || (allowLoopback && isLoopbackAddress(ip))

/** Says the same of a name that does not exist and of one that leads inside: nobody learns which names do. */
export const notPublic = (host: string | null) =>
  new AppError(
    'invalid',
    host === null
      ? 'The address leads on to one that is not on the public internet. Nothing is fetched from there.'
      : `${host} is not a server on the public internet. Nothing is fetched from elsewhere.`,
  )

/**
 * The address, if it may be asked at all: what its name leads to is checked when connecting. A host
 * written as a number in any of its forms (0x7f.1, 2130706433, 017700000001) is an IP address here.
 * @param base where a redirect came from; then the sentence does not repeat where it leads.
 * @throws AppError invalid.
 */
export function checkAddress(address: string, reach: Reach, base?: URL): URL {
  const url = URL.parse(address, base)
  if (!url) throw new AppError('invalid', 'This is not a web address. It should start with https:// or http://.')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AppError('invalid', 'Only addresses that start with https:// or http:// are fetched.')
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('invalid', 'The address carries a user name or a password. Only public addresses are fetched.')
  }
  if (!PORTS.has(url.port) && !reach.allowLoopback) {
    throw new AppError('invalid', 'Only the usual ports of the web, 80 and 443, are fetched.')
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isReachable(host, reach)) throw notPublic(base ? null : url.hostname)
  return url
}
