import { OutgoingMessage } from '@hocuspocus/server'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { stateOfText } from '#lib/notes/note-doc.ts'
import { inspectFrame, readStatus } from './frames.ts'

function frame(type: number, write: (encoder: encoding.Encoder) => void, address = 'note:a'): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, address)
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
const sync = (step: number, payload: Uint8Array) =>
  frame(0, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })

describe('what a client sends', () => {
  it('is taken where it is of the protocol', () => {
    const payload = stateOfText('x')
    const room = 'note:a'
    expect(inspectFrame(sync(2, payload))).toEqual({ room, sync: { payload, isTyping: true } })
    expect(inspectFrame(sync(1, payload))).toEqual({ room, sync: { payload, isTyping: false } })
    expect(inspectFrame(sync(0, Uint8Array.of(0)))).toEqual({ room, sync: null })
  })

  it('is refused where it is not', () => {
    const noise = [
      new Uint8Array(),
      Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255),
      Uint8Array.of(200, 1, 2),
      frame(6, (encoder) => encoding.writeVarString(encoder, 'to everybody')),
      frame(8, (encoder) => encoding.writeVarUint(encoder, 1)),
      frame(0, () => undefined),
      sync(2, Uint8Array.of(9, 9, 255, 255)),
      sync(1, crypto.getRandomValues(new Uint8Array(200))),
      sync(3, stateOfText('x')),
      frame(7, () => undefined, 'note:a\0session'),
    ]
    for (const bytes of noise) expect(inspectFrame(bytes), [...bytes].join()).toBeNull()
  })
})

describe('what the server sends', () => {
  it('is known where it says that an edit was applied, or was not', () => {
    const status = (isApplied: boolean, room = 'note:a') =>
      readStatus(new OutgoingMessage(room).writeSyncStatus(isApplied).toUint8Array())
    expect(status(true)).toEqual({ room: 'note:a', isApplied: true })
    expect(status(false)).toEqual({ room: 'note:a', isApplied: false })
    expect(status(true, `note:${'a'.repeat(64)}`)?.isApplied).toBe(true)
  })

  it('is let pass where it says something else', () => {
    expect(readStatus(new OutgoingMessage('note:a').writeStateless('\b\x01').toUint8Array())).toBeNull()
    expect(
      readStatus(new OutgoingMessage('note:a').createSyncMessage().writeUpdate(Uint8Array.of(8, 1)).toUint8Array()),
    ).toBeNull()
  })
})
