import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, Hocuspocus } from '@hocuspocus/server'
import { isAppError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { type PresenceUser, presenceUser } from '#lib/notes/presence.ts'
import { getNoteRoom } from '#lib/notes/room-queries.ts'
import { paperOfRoom } from '#lib/notes/room-name.ts'
import { CLOSED, type Closed } from '#lib/notes/socket-words.ts'
import { actorOfUser, findSessionUser } from '#lib/accounts/queries.ts'
import type { NoteSocket } from './note-socket.ts'

/** What is known about one person in one room; lives as long as the connection. */
export type RoomContext = {
  socket: NoteSocket
  userId: string
  paperId: string
  listId: string
  presence: PresenceUser
  /** The Yjs client whose cursor this connection may move: the first that it named. */
  clientId: number | null
  /** Of the person's rights when they were looked at. */
  epoch: number
}

type Standing = { paperId: string; listId: string; mayEdit: boolean; presence: PresenceUser }

/** What the socket's person may do in the room as of now, or why they may not be there at all. */
async function standing(socket: NoteSocket, room: string): Promise<Standing | Closed> {
  const paperId = paperOfRoom(room)
  if (paperId === null) return CLOSED.removed
  const user = await findSessionUser(socket.token)
  if (!user) return CLOSED.signedOut
  try {
    const { listId, mayEdit } = await getNoteRoom(actorOfUser(user), paperId)
    return { paperId, listId, mayEdit, presence: presenceUser(user) }
  } catch (error) {
    if (isAppError(error)) return CLOSED.removed
    throw error
  }
}

/** In ms, between two people that are looked at again; whoever ends the process waits no longer for it. */
const LONGEST_PAUSE = 100

const isClosed = (found: Standing | Closed): found is Closed => 'code' in found

/**
 * Rights on the socket: asked when a room is opened, and again whenever the database tells that a
 * person's rights, membership or sessions changed.
 */
export class Rights {
  readonly #epochs = new Map<string, number>()
  readonly #connections: () => Iterable<Connection<RoomContext>>

  constructor(hocuspocus: () => Hocuspocus<RoomContext>) {
    this.#connections = function* () {
      for (const document of hocuspocus().documents.values()) yield* document.connections.keys()
    }
  }

  /** @throws Closed where the person may not be in the room. */
  async enter(socket: NoteSocket, room: string): Promise<{ context: RoomContext; mayEdit: boolean }> {
    const epoch = this.#epochs.get(socket.user.id) ?? 0
    const found = await standing(socket, room)
    if (isClosed(found)) throw found
    const { paperId, listId, mayEdit, presence } = found
    const context = { socket, userId: socket.user.id, paperId, listId, presence, clientId: null, epoch }
    return { context, mayEdit }
  }

  /** A room has finished loading: rights that changed meanwhile count. */
  async entered(connection: Connection<RoomContext>): Promise<void> {
    const { userId, epoch } = connection.context
    if ((this.#epochs.get(userId) ?? 0) !== epoch) await this.#recheck(connection)
  }

  /** Looks again at every room that the person is in. */
  async changed(userId: string): Promise<void> {
    this.#epochs.set(userId, (this.#epochs.get(userId) ?? 0) + 1)
    const theirs = [...this.#connections()].filter((connection) => connection.context.userId === userId)
    await Promise.all(theirs.map((connection) => this.#recheck(connection)))
  }

  /** Looks again at everybody, after news may have been missed. */
  async recheckAll(): Promise<void> {
    const people = new Set([...this.#connections()].map((connection) => connection.context.userId))
    for (const userId of people) await this.changed(userId)
  }

  /**
   * Looks again at everybody, because sessions run out: one after the other, over so many ms at most. All at once,
   * three hundred held up every edit for most of a second.
   */
  async recheckInTurn(spread: number): Promise<void> {
    const all = [...this.#connections()]
    const pause = Math.min(LONGEST_PAUSE, spread / all.length)
    for (const connection of all) {
      if (!connection.document.connections.has(connection)) continue
      await this.#recheck(connection)
      await sleep(pause)
    }
  }

  async #recheck(connection: Connection<RoomContext>): Promise<void> {
    const { socket } = connection.context
    try {
      const found = await standing(socket, connection.document.name)
      if (isClosed(found)) return this.#end(connection, found)
      connection.context.presence = found.presence
      if (connection.readOnly === !found.mayEdit) return
      // From this moment on; then the editor comes back, and both sides agree on what it may do.
      connection.readOnly = !found.mayEdit
      socket.close(CLOSED.rightsChanged)
    } catch (error) {
      // The database is away: looked at again when it is back.
      log.warn({ err: error }, 'rights on a note could not be looked at again')
    }
  }

  #end(connection: Connection<RoomContext>, why: Closed): void {
    connection.readOnly = true
    connection.close(why)
    connection.context.socket.close(why)
  }
}
