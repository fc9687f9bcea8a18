import type { Configuration, Connection, Document } from '@hocuspocus/server'
import { log } from '#lib/log.ts'
import { unsafeOpenDocument } from '#lib/notes/document-commands.ts'
import { lengthWith, noteText } from '#lib/notes/note-doc.ts'
import { ownState } from '#lib/notes/presence.ts'
import { MAX_NOTE_LENGTH } from '#lib/notes/schema.ts'
import { CLOSED, type Closed, encodeWord, readWord } from '#lib/notes/socket-words.ts'
import type { Limits } from './limits.ts'
import { NoteRoom } from './note-room.ts'
import type { Commits, NoteSocket } from './note-socket.ts'
import { unsend } from './pass-on.ts'
import type { Rights, RoomContext } from './rights.ts'

export type Desk = Commits & {
  rooms: Map<string, NoteRoom>
  rights: Rights
  limits: Limits
  /** Bytes of edits waiting for the database. */
  waitingBytes(): number
  /** Before the room is read from disk. */
  opening(room: NoteRoom): Promise<void>
  edited(room: NoteRoom, update: Uint8Array, origin: unknown): void
  left(room: NoteRoom): Promise<void>
  /** The connections that are in the room, or wait for it. */
  waitingFor(room: NoteRoom): NoteSocket[]
}

const asClosed = (error: unknown): Closed | null =>
  typeof error === 'object' && error !== null && 'code' in error && 'reason' in error && !(error instanceof Error)
    ? (error as Closed)
    : null

/** Ends the socket and what Hocuspocus was about to do; it passes the reason on to the editor. */
function refuse(socket: NoteSocket, why: Closed): never {
  socket.close(why)
  throw why
}

/** Why an edit is not taken; null: it is. */
export function checkEdit(desk: Desk, room: NoteRoom, payload: Uint8Array, isFirstSync: boolean): Closed | null {
  const { limits } = desk
  if (room.broken) return room.broken
  if (desk.waitingBytes() + payload.length > limits.maxWaiting) return CLOSED.busy
  if (!isFirstSync && payload.length > limits.maxUpdate) return CLOSED.tooLarge
  if (room.bytes + payload.length > limits.maxDocument) return CLOSED.full
  const { length } = noteText(room.doc)
  // A byte holds at most one character: only near the limit is it worth finding out.
  if (length + payload.length <= MAX_NOTE_LENGTH) return null
  return lengthWith(room.doc, payload) > Math.max(MAX_NOTE_LENGTH, length) ? CLOSED.full : null
}

/** Nobody moves somebody else's cursor: one client per connection, and none that another person's connection holds. */
function ownsClient(document: Document, connection: Connection<RoomContext>, clientId: number): boolean {
  const { context } = connection
  for (const other of document.connections.keys()) {
    if (other !== connection && other.context.userId !== context.userId && document.getClients(other).has(clientId))
      return false
  }
  context.clientId ??= clientId
  return context.clientId === clientId
}

async function load(desk: Desk, document: Document, context: RoomContext): Promise<void> {
  const room = new NoteRoom({ name: document.name, paperId: context.paperId, listId: context.listId, doc: document })
  // Known before it is read: what is written in between is heard of.
  desk.rooms.set(document.name, room)
  try {
    await desk.opening(room)
    room.take(await unsafeOpenDocument(room.paperId))
  } catch (error) {
    if (desk.rooms.get(document.name) === room) desk.rooms.delete(document.name)
    await desk.left(room).catch(() => undefined)
    log.warn({ err: error, paperId: room.paperId }, 'a note could not be opened')
    // Hocuspocus forgets the document without ending it.
    document.awareness.destroy()
    document.destroy()
    // All who wait for it: to any but the first Hocuspocus would say that they may not.
    for (const socket of desk.waitingFor(room)) socket.close(CLOSED.busy)
    return refuse(context.socket, CLOSED.busy)
  }
}

/** What our rules add to Hocuspocus. */
export function createHooks(desk: Desk): Partial<Configuration<RoomContext>> {
  return {
    quiet: true,
    timeout: 60_000,
    maxPendingDocuments: 8,
    extensions: [],

    async onAuthenticate({ documentName, context, connectionConfig, token }) {
      const { socket } = context
      try {
        // The cookie says who somebody is; an editor says whom it was opened by, which another tab may have changed.
        if (token !== '' && token !== socket.user.id) return refuse(socket, CLOSED.otherPerson)
        if (socket.rooms.size >= desk.limits.roomsPerConnection) return refuse(socket, CLOSED.tooMany)
        const entry = await desk.rights.enter(socket, documentName)
        socket.rooms.add(documentName)
        connectionConfig.readOnly = !entry.mayEdit
        return entry.context
      } catch (error) {
        const why = asClosed(error)
        if (why === null) log.warn({ err: error }, 'rights on a note could not be looked at')
        if (why === null) return refuse(socket, CLOSED.busy)
        // May not be in this room; others of the same connection go on.
        if (why.code === CLOSED.signedOut.code) socket.close(why)
        throw why
      }
    },

    onLoadDocument: ({ document, context }) => load(desk, document, context),

    async afterLoadDocument({ document }) {
      // Hocuspocus 4.7.0 would send what was loaded to every waiting client a second time.
      document.flush()
      const room = desk.rooms.get(document.name)
      if (!room) return
      document.on('update', (update: Uint8Array, origin: unknown) => {
        desk.edited(room, update, origin)
        const from = origin as { connection?: Connection<RoomContext> } | null
        const passing = from?.connection?.context.socket.passing
        if (passing?.isDone(document.name, update, document.connections.keys())) unsend(document, update)
      })
    },

    connected: async ({ connection }) => desk.rights.entered(connection),

    async beforeSync({ connection, document, type, payload, context }) {
      if (type === 0) return
      context.socket.passing.begin(document.name, payload)
      if (connection.readOnly) return
      const room = desk.rooms.get(document.name)
      // A document that ended while this connection was being let in keeps nothing.
      const why = room?.doc === document ? checkEdit(desk, room, payload, type === 1) : CLOSED.restarting
      if (why) refuse(context.socket, why)
      context.socket.incoming.set(document.name, payload)
    },

    async beforeHandleAwareness({ states, connection, document }) {
      if (!connection) return
      // Hocuspocus 4.7.0 decodes into an Awareness whose own, empty state comes first, and would send it on as a guest.
      const [scratch] = states.keys()
      if (scratch !== undefined) states.delete(scratch)
      for (const [clientId, state] of [...states]) {
        const own = ownsClient(document, connection, clientId) ? ownState(state, connection.context.presence) : null
        if (own === null) states.delete(clientId)
        else states.set(clientId, own)
      }
    },

    async onStateless({ payload, connection, documentName }) {
      const word = readWord(payload)
      if (word?.kind !== 'fence') return
      const { socket } = connection.context
      const room = desk.rooms.get(documentName)
      if (!room) return socket.close(CLOSED.restarting)
      await desk.commitOf(room, socket)
      if (room.broken) return socket.close(room.broken)
      const kind = socket.refused.delete(documentName) ? 'refused' : 'saved'
      connection.sendStateless(encodeWord({ kind, n: word.n }))
    },

    async onDisconnect({ documentName, context }) {
      context.socket.rooms.delete(documentName)
      context.socket.incoming.delete(documentName)
    },

    async beforeUnloadDocument({ documentName }) {
      const room = desk.rooms.get(documentName)
      // No message: Hocuspocus keeps the document, and says nothing about it.
      if (room && !room.isSettled) throw new Error()
    },

    async afterUnloadDocument({ documentName }) {
      const room = desk.rooms.get(documentName)
      if (!room?.doc.isDestroyed) return
      desk.rooms.delete(documentName)
      await desk.left(room)
    },
  }
}
