import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import type { NotesServer } from '../../realtime/notes-server.ts'
import { clientAddress } from './client-address.ts'
import { isSameOrigin } from './same-origin.ts'

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

const isForNotes = ({ url }: IncomingMessage) => (url ?? '/').split('?', 1)[0] === NOTES_PATH

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => undefined)
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nRetry-After: 2\r\n\r\n`)
}

/** Answers while the program is starting: editors whose server restarted knock at once. */
export const upgradeNotReady: UpgradeListener = (request, socket) => {
  if (isForNotes(request)) refuse(socket, '503 Service Unavailable')
}

/**
 * Leads sockets to the notes. Browsers send cookies along with a socket that any page opens, so one
 * that does not come from a page of ours is refused. In development other paths are Next's (hot
 * reload), which listens on the same server.
 */
export function createUpgradeListener(options: {
  dev: boolean
  appUrl: string
  trustedProxies: number
  notes: Pick<NotesServer, 'handleUpgrade'>
}): UpgradeListener {
  return (request, socket, head) => {
    if (!isForNotes(request)) {
      if (!options.dev) refuse(socket, '404 Not Found')
    } else if (!isSameOrigin('POST', request.headers, options.appUrl)) {
      refuse(socket, '403 Forbidden')
    } else {
      options.notes.handleUpgrade(request, socket, head, clientAddress(request, options.trustedProxies))
    }
  }
}
