import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import type { NotesServer } from '../../realtime/notes-server.ts'
import { refuseSocket } from '../../realtime/refuse-socket.ts'
import { clientAddress } from './client-address.ts'
import { isSameOrigin } from './same-origin.ts'

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

const isForNotes = ({ url }: IncomingMessage) => (url ?? '/').split('?', 1)[0] === NOTES_PATH

/** Answers while the program is starting: editors whose server restarted knock at once. */
export const upgradeNotReady: UpgradeListener = (request, socket) => {
  if (isForNotes(request)) refuseSocket(socket, 503, 'Colloquium is starting; try again in a moment.')
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
      if (!options.dev) refuseSocket(socket, 404, 'There is nothing at this address.')
    } else if (!isSameOrigin('POST', request.headers, options.appUrl)) {
      refuseSocket(socket, 403, 'This request did not come from a page of this site.')
    } else {
      options.notes.handleUpgrade(request, socket, head, clientAddress(request, options.trustedProxies))
    }
  }
}
