import { randomBytes } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { noteText, stateOfText } from '#lib/notes/note-doc.ts'
import { MAX_NOTE_LENGTH } from '#lib/notes/schema.ts'
import { unjoinableUpdate } from '#lib/notes/unjoinable.fixture.ts'
import { type Editor, buildNote, buildWriter, openEditor, startNotes } from './notes.fixture.ts'
import { authFrame, frameOf, openRaw, syncFrame } from './raw-client.fixture.ts'

/** The machine may be busy with others. */
const PATIENT = { timeout: 10_000 }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const isSaved = (...editors: Editor[]) =>
  vi.waitUntil(() => editors.every((editor) => editor.shown() === 'saved'), { timeout: 10_000 })

/** A server, a note, somebody who writes in it, and clients that do not behave. */
async function scene(options: Parameters<typeof startNotes>[0] = {}) {
  const { url, stop, notes } = await startNotes(options)
  closers.push(stop)
  const { listId, room } = await buildNote('ours')
  const { token } = await buildWriter(listId)
  const witness = openEditor(url, room, token)
  closers.push(witness.close)
  await isSaved(witness)
  const open = async (into: string | null = room) => {
    const client = await openRaw(url, token)
    closers.push(() => client.ws.terminate())
    if (into !== null) {
      client.send(authFrame(into))
      await vi.waitUntil(() => client.received.length > 0, PATIENT)
    }
    return client
  }
  const standsStill = async () => {
    witness.type('!')
    await isSaved(witness)
    expect(witness.text()).toMatch(/^ours!+$/)
  }
  return { url, room, token, notes, open, standsStill, listId }
}

describe('a frame that is none', () => {
  it('closes its own connection with a reason, and the server stands', async () => {
    const { room, open, standsStill } = await scene()
    const noise: (string | Uint8Array)[] = [
      'text',
      new Uint8Array(),
      Uint8Array.of(255, 255, 255, 255),
      randomBytes(300),
      syncFrame(room, 2, randomBytes(40)),
      syncFrame(room, 1, Uint8Array.of(7, 7, 7)),
      frameOf(room, 6, (encoder) => encoding.writeVarString(encoder, 'to everybody')),
      frameOf(room, 77, () => undefined),
      // Long enough that its effect on the note's length is looked at.
      syncFrame(room, 2, unjoinableUpdate(MAX_NOTE_LENGTH + 1)),
      syncFrame(`${room}\0a session`, 0, Uint8Array.of(0)),
      frameOf(room, 1, (encoder) => encoding.writeVarUint8Array(encoder, randomBytes(50))),
    ]
    for (const bytes of noise) {
      const client = await open()
      client.send(bytes)
      expect(await client.closed).toEqual({ code: 1007, reason: 'Not a message of this protocol' })
    }
    await standsStill()
  })

  it('in front of the sign-in is met the same way', async () => {
    const { room, open, standsStill } = await scene()
    for (const bytes of [randomBytes(20), syncFrame(room, 2, randomBytes(9))]) {
      const client = await open(null)
      client.send(bytes)
      expect((await client.closed).code).toBe(1007)
    }
    await standsStill()
  })

  it('of the right form but with nonsense in it harms nobody', async () => {
    const { room, open, standsStill } = await scene()
    const client = await open()
    client.send(frameOf(room, 5, (encoder) => encoding.writeVarString(encoder, '{"kind":"fence","n":{}}')))
    client.send(frameOf('note:other', 5, (encoder) => encoding.writeVarString(encoder, 'x')))
    await standsStill()
  })
})

describe('too much', () => {
  it('in one message is refused by the socket itself', async () => {
    const { room, open, standsStill } = await scene({ limits: { maxMessage: 50_000 } })
    const client = await open()
    client.send(syncFrame(room, 2, new Uint8Array(60_000)))
    expect((await client.closed).code).toBe(1009)
    await standsStill()
  })

  it('in one edit is refused with a reason', async () => {
    const { room, open, standsStill } = await scene({ limits: { maxUpdate: 10_000 } })
    const client = await open()
    client.send(syncFrame(room, 2, stateOfText('x'.repeat(20_000))))
    expect(await client.closed).toEqual({ code: 1009, reason: 'An edit is too large' })
    await standsStill()
  })

  it('in one note is refused, and what makes it shorter is not', async () => {
    const { url, room, token, standsStill } = await scene()
    const doc = new Y.Doc()
    const editor = openEditor(url, room, token, doc)
    closers.push(editor.close)
    await isSaved(editor)
    editor.type('x'.repeat(MAX_NOTE_LENGTH))
    await vi.waitUntil(() => editor.shown() === 'cannot-save', { timeout: 5_000 })
    expect(editor.saving.current()).toEqual({ state: 'cannot-save', reason: 'The note would become too long' })
    await standsStill()
    noteText(doc).delete(4, MAX_NOTE_LENGTH)
    await vi.waitUntil(() => editor.shown() === 'saved', { timeout: 8_000 })
  })

  it('in a second closes who does it, and nobody else', async () => {
    const { room, open, standsStill } = await scene({ limits: { messagesPerSecond: 20, burst: 40 } })
    const client = await open()
    for (let at = 0; at < 60; at++) client.send(syncFrame(room, 0, Uint8Array.of(0)))
    expect(await client.closed).toEqual({ code: 1008, reason: 'Too many messages' })
    await standsStill()
  })

  it('many connections are turned away, of a person and of an address', async () => {
    const { url, token, listId, standsStill } = await scene({
      limits: { connectionsPerUser: 3, connectionsPerAddress: 4 },
    })
    const open = async (of: string) => {
      const client = await openRaw(url, of)
      closers.push(() => client.ws.terminate())
      return client.ws.readyState === client.ws.OPEN
    }
    expect([await open(token), await open(token), await open(token)]).toEqual([true, true, false])
    const other = (await buildWriter(listId)).token
    expect([await open(other), await open(other)]).toEqual([true, false])
    await standsStill()
  })

  it('many rooms on one connection end it', async () => {
    const { open, room, notes, standsStill } = await scene({ limits: { roomsPerConnection: 1 } })
    const client = await open()
    client.send(authFrame(`${room}x`))
    expect(await client.closed).toEqual({ code: 1008, reason: 'Too many connections' })
    await vi.waitUntil(() => notes.counts().connections === 1, PATIENT)
    await standsStill()
  })

  it('slowly read is not kept for ever', async () => {
    const { room, url, token, notes, open, standsStill } = await scene({ limits: { maxBuffered: 100_000 } })
    const slow = await open()
    slow.ws.pause()
    const editor = openEditor(url, room, token)
    closers.push(editor.close)
    await isSaved(editor)
    // The system's own buffers on loopback take some megabytes first.
    for (let round = 0; round < 60 && notes.counts().connections === 3; round++) {
      editor.type('y'.repeat(150_000))
      noteText(editor.doc).delete(4, 150_000)
      await isSaved(editor)
    }
    await vi.waitUntil(() => notes.counts().connections === 2, { timeout: 3_000 })
    await standsStill()
  }, 40_000)
})
