import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { type Reach, isReachable, notPublic } from './check-address.ts'

/** All IP addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly { address: string; family: number }[]>

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

/**
 * An agent that connects to nothing but public addresses. The name is looked up once, here; if any of
 * its addresses is not public it is refused, and the connection is made to the very addresses that
 * were looked at: a name that answers differently the second time is never asked a second time.
 * Proxies named in the environment are not used, since they would look the name up themselves.
 */
export function guardedAgent(reach: Reach, resolve: Resolve = resolveBySystem): Agent {
  const lookupPublic: LookupFunction = (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found
        if (!first || !found.every(({ address }) => isReachable(address, reach)))
          return callback(notPublic(hostname), '')
        if (options.all) return callback(null, [...found])
        callback(null, first.address, first.family)
      },
      () => callback(notPublic(hostname), ''),
    )
  }
  return new Agent({
    allowH2: false,
    connections: 1,
    pipelining: 1,
    connect: { lookup: lookupPublic, timeout: 10_000 },
  })
}
