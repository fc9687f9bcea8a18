import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { cookieOf } from './notes.fixture.ts'

/** A client that speaks the protocol by hand and keeps to no rule. */
export async function openRaw(url: string, token: string) {
  const ws = new WebSocket(url, { headers: { cookie: cookieOf(token) } })
  const received: Uint8Array[] = []
  ws.on('message', (data: Buffer) => received.push(new Uint8Array(data)))
  ws.on('error', () => undefined)
  const closed = new Promise<{ code: number; reason: string }>((done) => {
    ws.on('close', (code, reason) => done({ code, reason: reason.toString() }))
  })
  await Promise.race([new Promise((done) => ws.on('open', done)), closed])
  return { ws, received, closed, send: (bytes: Uint8Array | string) => ws.send(bytes) }
}

export function frameOf(room: string, type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, room)
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** @param user whom the editor was opened by; nothing: whoever the cookie belongs to. */
export const authFrame = (room: string, user = '') =>
  frameOf(room, 2, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, user)
  })

/** @param step 0: state vector, 1: what the other side lacks, 2: an edit. */
export const syncFrame = (room: string, step: number, payload: Uint8Array) =>
  frameOf(room, 0, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })

/** The last two bytes of a message that tells whether an edit was taken. */
export const isStatus = (applied: 0 | 1) => (bytes: Uint8Array) => bytes.at(-2) === 8 && bytes.at(-1) === applied
