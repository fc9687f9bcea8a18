import { Document } from '@hocuspocus/server'
import { expect, it } from 'vitest'
import { unsafeOpenDocument } from '#lib/notes/document-commands.ts'
import { noteText } from '#lib/notes/note-doc.ts'
import { prisma } from '#prisma/client.ts'
import { NoteRoom } from './note-room.ts'
import { buildNote } from './notes.fixture.ts'
import { foldLogs } from './settle.ts'

/** An open room whose log has three rows that its document holds. */
async function buildRoom() {
  const { listId, paperId, room: name } = await buildNote()
  const room = new NoteRoom({ name, paperId, listId, doc: new Document(name) })
  room.take(await unsafeOpenDocument(paperId))
  const updates: Uint8Array[] = []
  room.doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['one', 'two', 'three']) noteText(room.doc).insert(0, word)
  for (const update of updates) {
    const data = { paperId, bytes: Uint8Array.from(update), authorIds: [], at: new Date() }
    room.logged(Number((await prisma().noteUpdate.create({ data })).seq))
  }
  return { room, rows: () => prisma().noteUpdate.count({ where: { paperId } }) }
}

it('a log whose text is behind keeps a row when it is folded: whoever comes next knows by it', async () => {
  const { room, rows } = await buildRoom()
  room.changedAt = Date.now()
  await foldLogs([room], Date.now())
  expect([await rows(), room.rows.size]).toEqual([1, 1])
  await foldLogs([room], Date.now())
  expect([await rows(), room.compactions]).toEqual([1, 1])
  room.changedAt = null
  await foldLogs([room], Date.now())
  expect([await rows(), room.rows.size, room.rowsSince]).toEqual([0, 0, null])
})

it('a folding that is read before its answer has come is counted once', async () => {
  const { room } = await buildRoom()
  const folding = foldLogs([room], Date.now())
  // As reading the document does, once the database has folded.
  room.compactions += 1
  await folding
  const stored = await prisma().noteDocument.findUniqueOrThrow({ where: { paperId: room.paperId } })
  expect(room.compactions).toBe(stored.compactions)
})
