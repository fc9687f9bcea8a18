import type { Document } from '@hocuspocus/server'
import type { Closed } from '#lib/notes/socket-words.ts'
import type { Frame } from './frames.ts'
import type { NoteRoom } from './note-room.ts'
import type { NoteSocket } from './note-socket.ts'

/**
 * An edit goes to the others as it came, before Hocuspocus has taken it through its hooks and merged it:
 * half of what it spends on its way through the server. Everything that Hocuspocus would check is checked
 * here too, by `check`; where anything is unusual, nothing is passed on.
 */
export function passOn(
  socket: NoteSocket,
  room: NoteRoom | undefined,
  frame: Frame,
  bytes: Uint8Array,
  check: (room: NoteRoom, edit: Uint8Array) => Closed | null,
): void {
  const { sync } = frame
  if (!sync) return
  const { passing } = socket
  const mayPass = sync.isTyping && !passing.isHeld && room && !room.doc.isDestroyed && !room.hasGaps
  if (!mayPass) return passing.hold()
  const connections = [...room.doc.connections.keys()]
  const own = connections.find((one) => one.context.socket === socket)
  const mayWrite = own && !own.readOnly
  if (!mayWrite || check(room, sync.payload) !== null) return passing.hold()
  passing.add(sync.payload, new Set(connections))
  for (const other of connections) if (other !== own) (other.context.socket as NoteSocket).send(bytes)
}

/** What Hocuspocus 4.7.0 keeps in a document until it is sent to everybody. */
type Pending = { pendingUpdates: Uint8Array[]; pendingUpdateBytes: number }

/** Takes back what Hocuspocus was about to send: everybody has it. Were this not to work any more, they would get it twice, which does no harm. */
export function unsend(document: Document, update: Uint8Array): void {
  const pending = document as unknown as Partial<Pending>
  if (pending.pendingUpdates?.at(-1) !== update) return
  pending.pendingUpdates.pop()
  if (pending.pendingUpdateBytes !== undefined) pending.pendingUpdateBytes -= update.length
}
