import type { Server } from 'node:http'
import type { Settings } from '../settings.ts'
import { trackUpgrades } from '../shutdown.ts'
import { StartError, hasCode } from '../start-error.ts'

/**
 * Takes the port.
 * @returns the port it got (PORT=0: any free one).
 * @throws StartError where it is taken or not ours to take.
 */
export function listen(server: Server, { PORT, HOST }: Pick<Settings, 'PORT' | 'HOST'>): Promise<number> {
  trackUpgrades(server)
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
