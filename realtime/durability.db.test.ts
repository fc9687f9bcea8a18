import * as encoding from 'lib0/encoding'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { unsafeOpenDocument, unsafeSettleNote } from '#lib/notes/document-commands.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { encodeWord } from '#lib/notes/socket-words.ts'
import { prisma } from '#prisma/client.ts'
import { PATIENT, closeAll, closers, edit, holdLog, isSaved, onDisk } from './durability.fixture.ts'
import { buildNote, buildWriter, startNotes } from './notes.fixture.ts'
import { authFrame, frameOf, isStatus, openRaw, syncFrame } from './raw-client.fixture.ts'

afterEach(closeAll)

describe('an edit', () => {
  it('is seen by others at once, and called saved only when it is on disk', async () => {
    const { url, stop } = await startNotes()
    closers.push(stop)
    const { listId, room, paperId } = await buildNote()
    const { token } = await buildWriter(listId)
    const [a, b] = [edit(url, room, token), edit(url, room, token)]
    await isSaved(a, b)
    const release = await holdLog()
    a.type('held')
    await vi.waitUntil(() => b.text() === 'held', PATIENT)
    await new Promise((done) => setTimeout(done, 300))
    expect([a.shown(), a.provider.hasUnsyncedChanges]).toEqual(['sending', true])
    expect(await onDisk(paperId)).toBe('')
    // Two seconds without an answer are a failure that people must see.
    await vi.waitUntil(() => a.shown() === 'cannot-save', PATIENT)
    await release()
    await isSaved(a)
    expect(a.provider.hasUnsyncedChanges).toBe(false)
    expect(await onDisk(paperId)).toBe('held')
  })

  it('waits for a database that drops every connection, and is saved when it is back', async () => {
    const { url, stop } = await startNotes()
    closers.push(stop)
    const { listId, room, paperId } = await buildNote()
    const editor = edit(url, room, (await buildWriter(listId)).token)
    await isSaved(editor)
    for (let round = 0; round < 5; round++) {
      editor.type(`${round}`)
      await prisma()
        .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%NoteUpdate%' and pid <> pg_backend_pid()`
      editor.type('.')
      await isSaved(editor)
    }
    expect(await onDisk(paperId)).toBe('0.1.2.3.4.')
  })

  it('does not keep the server from stopping while the database does not answer', async () => {
    const { url, stop } = await startNotes({ patience: 500 })
    const { listId, room, paperId } = await buildNote()
    const editor = edit(url, room, (await buildWriter(listId)).token)
    await isSaved(editor)
    const release = await holdLog()
    editor.type('not yet')
    await new Promise((done) => setTimeout(done, 100))
    // The database never answers: only one that stops without it comes to an end.
    await stop()
    expect(editor.shown()).toBe('offline')
    await release()
    const next = await startNotes({ port: Number(new URL(url).port) })
    closers.push(next.stop)
    await isSaved(editor)
    expect(await onDisk(paperId)).toBe('not yet')
  })

  it('that came together with unreadable gaps is kept until the rest comes', async () => {
    const { url, stop } = await startNotes()
    closers.push(stop)
    const { listId, room, paperId } = await buildNote()
    const { token } = await buildWriter(listId)
    await isSaved(edit(url, room, token))
    const writer = new Y.Doc()
    const updates: Uint8Array[] = []
    writer.on('update', (update: Uint8Array) => updates.push(update))
    noteText(writer).insert(0, 'first ')
    noteText(writer).insert(6, 'second')
    // Only the second: the document cannot show it yet.
    const raw = await openRaw(url, token)
    closers.push(() => raw.ws.terminate())
    raw.send(authFrame(room))
    raw.send(syncFrame(room, 2, updates[1] ?? new Uint8Array()))
    await vi.waitUntil(() => raw.received.some(isStatus(1)), PATIENT)
    // Asking whether it is on disk does not write it again.
    const before = raw.received.length
    for (let n = 1; n <= 20; n++)
      raw.send(frameOf(room, 5, (encoder) => encoding.writeVarString(encoder, encodeWord({ kind: 'fence', n }))))
    await vi.waitUntil(() => raw.received.length >= before + 20, PATIENT)
    expect((await unsafeLoadDocument(paperId))?.updates.length).toBeLessThanOrEqual(3)
    const stored = await unsafeLoadDocument(paperId)
    const late = new Y.Doc()
    applyUpdates(late, [...(stored?.updates ?? []), updates[0] ?? new Uint8Array()])
    expect(noteText(late).toString()).toBe('first second')
  })
})

describe('a long history', () => {
  it('is folded while people write on, and nothing of it is lost', async () => {
    const { url, stop } = await startNotes()
    closers.push(stop)
    const { listId, room, paperId } = await buildNote()
    const { token } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    for (let round = 0; round < 600; round++) {
      editor.type('x')
      if (round % 3 === 0) await isSaved(editor)
    }
    await isSaved(editor)
    await vi.waitUntil(
      async () => (await prisma().noteDocument.findUniqueOrThrow({ where: { paperId } })).compactions > 0,
      PATIENT,
    )
    expect(await prisma().noteUpdate.count({ where: { paperId } })).toBeLessThan(400)
    expect(await onDisk(paperId)).toBe('x'.repeat(600))
  }, 40_000)

  it('is opened whole, however many rows were left', async () => {
    const { listId, room, paperId } = await buildNote()
    const writer = new Y.Doc()
    const updates: Uint8Array[] = []
    writer.on('update', (update: Uint8Array) => updates.push(update))
    for (let at = 0; at < 5_000; at++) noteText(writer).insert((at * 7) % (at + 1), 'x')
    await unsafeOpenDocument(paperId)
    await prisma().noteUpdate.createMany({
      data: updates.map((bytes) => ({ paperId, bytes: Uint8Array.from(bytes), authorIds: [], at: new Date() })),
    })
    const { url, stop } = await startNotes({ rhythm: { settle: 60_000 } })
    closers.push(stop)
    const { token } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await vi.waitUntil(() => editor.text().length === 5_000, PATIENT)
    await unsafeSettleNote(paperId)
    expect(await prisma().noteUpdate.count({ where: { paperId } })).toBe(0)
  })
})
