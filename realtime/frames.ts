import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { isUpdate } from '#lib/notes/note-doc.ts'

/** Hocuspocus' message types that a client may send: sync, awareness, auth, query awareness, sync reply, stateless, close. */
const FROM_CLIENT = new Set([0, 1, 2, 3, 4, 5, 7])
const SYNC = new Set([0, 4])
const STATUS = 8

/** `sync` is there where the message carries edits: `isTyping` says whether as they are made, or as a first sync. */
export type Frame = { room: string; sync: { payload: Uint8Array; isTyping: boolean } | null }

/** @returns the edits; null: none, false: it cannot be read. */
function readSync(decoder: decoding.Decoder): Frame['sync'] | false {
  const step = decoding.readVarUint(decoder)
  const payload = decoding.readVarUint8Array(decoder)
  if (step === 0) {
    Y.decodeStateVector(payload)
    return null
  }
  return (step === 1 || step === 2) && isUpdate(payload) && { payload, isTyping: step === 2 }
}

/** Throws where it is none. */
function checkAwareness(decoder: decoding.Decoder): void {
  const update = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  for (let left = decoding.readVarUint(update); left > 0; left--) {
    decoding.readVarUint(update)
    decoding.readVarUint(update)
    JSON.parse(decoding.readVarString(update))
  }
}

/**
 * What a client sent, looked at before anything else reads it; null where it is no message of the
 * protocol. Yjs and Hocuspocus take much for granted: an update that cannot be read is dropped and
 * acknowledged all the same.
 */
export function inspectFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const room = decoding.readVarString(decoder)
    // An address of Hocuspocus' own making, a room's name with a session's: each would be one more place in the room.
    if (room.includes('\0')) return null
    const type = decoding.readVarUint(decoder)
    if (!FROM_CLIENT.has(type)) return null
    const sync = SYNC.has(type) ? readSync(decoder) : null
    if (sync === false) return null
    if (type === 1) checkAwareness(decoder)
    if (type === 5) decoding.readVarString(decoder)
    return { room, sync }
  } catch {
    return null
  }
}

export type Status = { room: string; isApplied: boolean }

/** What an outgoing message says about an edit of the one it goes to; null where it is about something else. */
export function readStatus(bytes: Uint8Array): Status | null {
  // Of the many thousand messages a second only these few end so.
  const last = bytes.at(-1)
  if (bytes.at(-2) !== STATUS || (last !== 0 && last !== 1) || bytes.length > 300) return null
  const decoder = decoding.createDecoder(bytes)
  const length = decoding.readVarUint(decoder)
  if (decoder.pos + length !== bytes.length - 2) return null
  decoder.pos = 0
  return { room: decoding.readVarString(decoder), isApplied: last === 1 }
}
