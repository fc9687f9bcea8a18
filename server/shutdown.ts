import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** npm passes on a Ctrl-C that reached us already: signals this close together are one. */
const ONE_PRESS = 700

/**
 * Calls `gone` when the process that started us ends. `npm start` stands behind a shell, which does not
 * pass on the SIGTERM that npm sends it, but ends: without this we would live on unseen. Only under
 * npm: who starts us otherwise may leave us running on purpose.
 */
function watchParent(gone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
}

/**
 * Resolves with the first SIGINT or SIGTERM, or when npm has gone. A second signal does not wait for
 * anything any more: the process ends at once, with code 1.
 */
export function onStopSignal(): Promise<NodeJS.Signals | 'parent gone'> {
  return new Promise((resolve) => {
    let first = 0
    const listener = (signal: NodeJS.Signals) => {
      if (first === 0) {
        first = Date.now()
        resolve(signal)
      } else if (Date.now() - first > ONE_PRESS) {
        process.exit(1)
      }
    }
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
    watchParent(() => resolve('parent gone'))
  })
}

const upgraded = new WeakMap<Server, Set<Socket>>()

/** Remembers the server's upgraded connections (hot reload's), which it does not count among its requests. */
export function trackUpgrades(server: Server): void {
  const sockets = new Set<Socket>()
  upgraded.set(server, sockets)
  server.on('upgrade', (_request, socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
}

/** Stops accepting, lets running requests finish for `patience` ms, then cuts them off. */
export function closeServer(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
    for (const socket of upgraded.get(server) ?? []) socket.destroy()
  })
}
