import type { Server } from 'node:http'
import type { Settings } from '../settings.ts'
import { trackUpgrades } from '../shutdown.ts'
import { StartError, hasCode } from '../start-error.ts'

/** How long a request may take to arrive, in ms: its headers, and all of it (25 MB over a slow line). */
const LONGEST_HEADERS = 20_000
const LONGEST_REQUEST = 300_000

/**
 * How this process reaches its own server, whatever the address is that people use: by plain HTTP, past
 * every proxy. Next asks there for the page that an action redirects to, which it would otherwise ask for
 * at its port by the protocol of APP_URL.
 */
export function ownOrigin(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (host === '::') return `http://[::1]:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * Takes the port.
 * @returns the port it got (PORT=0: any free one).
 * @throws StartError where it is taken or not ours to take.
 */
export function listen(server: Server, { PORT, HOST }: Pick<Settings, 'PORT' | 'HOST'>): Promise<number> {
  trackUpgrades(server)
  server.headersTimeout = LONGEST_HEADERS
  server.requestTimeout = LONGEST_REQUEST
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (hasCode(error, 'EADDRINUSE')) {
        reject(new StartError(`Port ${PORT} is taken by another program: stop it, or set PORT to another number.`))
      } else if (hasCode(error, 'EACCES')) {
        reject(new StartError(`This user may not listen on port ${PORT}: set PORT to a number above 1023.`))
      } else if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND')) {
        reject(new StartError(`HOST ${HOST} is not an address of this machine.`))
      } else reject(error)
    })
    server.listen(PORT, HOST, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : PORT)
    })
  })
}
