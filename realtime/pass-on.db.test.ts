import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'
import { inspectFrame } from './frames.ts'
import { LIMITS } from './limits.ts'
import { buildNote, buildWriter, startNotes, storedText } from './notes.fixture.ts'
import { authFrame, isStatus, openRaw, syncFrame } from './raw-client.fixture.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function serve(limits: Partial<typeof LIMITS> = {}) {
  const started = await startNotes({ limits: { ...LIMITS, ...limits } })
  closers.push(started.stop)
  return started.url
}

/** A raw client in the room, with what it was sent there since it came in. */
async function enter(url: string, room: string, token: string) {
  const client = await openRaw(url, token)
  closers.push(() => client.ws.terminate())
  client.send(authFrame(room))
  client.send(syncFrame(room, 0, Uint8Array.of(0)))
  client.send(syncFrame(room, 1, Uint8Array.of(0, 0)))
  const isAnswered = () => client.received.some((bytes) => isStatus(0)(bytes) || isStatus(1)(bytes))
  await vi.waitUntil(isAnswered, { timeout: 10_000 })
  const before = client.received.length
  const since = () => client.received.slice(before)
  const edits = () => since().flatMap((bytes) => inspectFrame(bytes)?.sync?.payload ?? [])
  return { ...client, since, edits }
}

/** What somebody types, as separate edits of one document. */
function typing(...words: string[]): Uint8Array[] {
  const doc = new Y.Doc()
  const edits: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => edits.push(update))
  for (const word of words) noteText(doc).insert(noteText(doc).length, word)
  return edits
}

async function room(people: number) {
  const note = await buildNote('')
  const tokens = []
  for (let at = 0; at < people; at++) tokens.push((await buildWriter(note.listId)).token)
  return { ...note, tokens: tokens as [string, ...string[]] }
}

describe('an edit', () => {
  it('reaches everybody else once, as it was sent, and its writer not at all', async () => {
    const url = await serve()
    const { room: name, paperId, tokens } = await room(3)
    const [writer, ...readers] = await Promise.all(tokens.map((token) => enter(url, name, token)))
    const edits = typing('one ', 'two ', 'three')
    for (const edit of edits) writer?.send(syncFrame(name, 2, edit))
    await expect.poll(() => storedText(paperId), { timeout: 10_000 }).toBe('one two three')
    for (const reader of readers) expect(reader.edits()).toEqual(edits)
    expect(writer?.edits()).toEqual([])
    expect(writer?.since().filter(isStatus(1))).toHaveLength(3)
  })

  it('that waits for another one still comes to everybody, and so does what it waited for', async () => {
    const url = await serve()
    const { room: name, paperId, tokens } = await room(2)
    const [writer, reader] = await Promise.all(tokens.map((token) => enter(url, name, token)))
    const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = typing('a', 'b', 'c')
    for (const edit of [second, first, third]) writer?.send(syncFrame(name, 2, edit))
    await expect.poll(() => storedText(paperId), { timeout: 10_000 }).toBe('abc')
    const doc = new Y.Doc()
    for (const edit of reader?.edits() ?? []) Y.applyUpdate(doc, edit)
    expect(noteText(doc).toString()).toBe('abc')
  })

  it('of a viewer, and one that is too large with what follows it, reaches nobody', async () => {
    const url = await serve({ maxUpdate: 200 })
    const { room: name, listId, tokens } = await room(2)
    const viewer = await enter(url, name, (await buildWriter(listId, 'VIEWER')).token)
    const [writer, reader] = await Promise.all(tokens.map((token) => enter(url, name, token)))
    for (const edit of typing('mine')) viewer.send(syncFrame(name, 2, edit))
    await vi.waitUntil(() => viewer.since().some(isStatus(0)), { timeout: 10_000 })
    for (const edit of typing('x'.repeat(300), 'y')) writer?.send(syncFrame(name, 2, edit))
    expect((await writer?.closed)?.code).toBe(1009)
    expect(reader?.edits()).toEqual([])
  })
})

describe('in a room of many an edit', () => {
  it('comes to everybody', async () => {
    const url = await serve()
    const { room: name, paperId, tokens } = await room(34)
    const all = await Promise.all(tokens.map((token) => enter(url, name, token)))
    for (const edit of typing('one ', 'two')) all[0]?.send(syncFrame(name, 2, edit))
    await expect.poll(() => storedText(paperId), { timeout: 10_000 }).toBe('one two')
    for (const one of all.slice(1)) {
      const doc = new Y.Doc()
      for (const edit of one.edits()) Y.applyUpdate(doc, edit)
      expect(noteText(doc).toString()).toBe('one two')
    }
  })
})
