import type { Server } from 'node:http'
import { refuseSocket } from '../../realtime/refuse-socket.ts'
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

/** Answers a request that cannot be read, before any handler sees it, with a sentence instead of a bare status. */
export function explainUnreadable(server: Server): void {
  server.on('clientError', (error, socket) => {
    if (!socket.writable) return void socket.destroy()
    if (hasCode(error, 'HPE_HEADER_OVERFLOW')) refuseSocket(socket, 431, 'The headers of this request are too large.')
    else if (hasCode(error, 'ERR_HTTP_REQUEST_TIMEOUT'))
      refuseSocket(socket, 408, 'This request took too long to arrive.')
    else refuseSocket(socket, 400, 'This request cannot be read: it is not HTTP.')
  })
}

/**
 * Takes the port.
 * @returns the port it got (PORT=0: any free one).
 * @throws StartError where it is taken or not ours to take.
 */
export function listen(server: Server, { PORT, HOST }: Pick<Settings, 'PORT' | 'HOST'>): Promise<number> {
  trackUpgrades(server)
  explainUnreadable(server)
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
