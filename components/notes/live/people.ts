import type { Awareness } from 'y-protocols/awareness'
import { createAbsolutePositionFromRelativePosition, createRelativePositionFromJSON } from 'yjs'
import type { NoteRoom } from './note-room.ts'

/** Somebody who has the note open; the server says who they are. */
export type Present = { clientId: number; name: string; color: string; isMe: boolean }

type State = { user?: { name?: unknown; color?: unknown }; cursor?: { head?: unknown } | null }

const states = (awareness: Awareness) => [...awareness.getStates()] as [number, State][]

/** Who is there, oneself first, then by name. */
export function presentIn(awareness: Awareness): Present[] {
  return states(awareness)
    .flatMap(([clientId, { user }]): Present[] => {
      if (typeof user?.name !== 'string') return []
      const color = typeof user.color === 'string' ? user.color : 'var(--color-muted)'
      return [{ clientId, name: user.name, color, isMe: clientId === awareness.clientID }]
    })
    .sort((a, b) => Number(b.isMe) - Number(a.isMe) || a.name.localeCompare(b.name))
}

/** Where in the text somebody writes; null where they show no cursor. */
export function cursorOf(room: NoteRoom, clientId: number): number | null {
  const head = (room.awareness.getStates().get(clientId) as State | undefined)?.cursor?.head
  if (!head) return null
  const position = createAbsolutePositionFromRelativePosition(createRelativePositionFromJSON(head), room.doc)
  return position?.type === room.text ? position.index : null
}
