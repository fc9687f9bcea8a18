import { Document } from '@hocuspocus/server'
import pg from 'pg'
import { afterEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText, stateOfText } from '#lib/notes/note-doc.ts'
import { prisma } from '#prisma/client.ts'
import { type LogWriter, createLogWriter } from './log-writer.ts'
import { NoteRoom } from './note-room.ts'
import { buildNote } from './notes.fixture.ts'

const databaseUrl = process.env.DATABASE_URL ?? ''
const open: (LogWriter | pg.Client)[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await ('close' in one ? one.close() : one.end())
})

async function openLog() {
  const { listId, room: name, paperId } = await buildNote('')
  await prisma().noteDocument.create({ data: { paperId, state: Uint8Array.of(0, 0) } })
  const writer = createLogWriter(databaseUrl, () => undefined)
  open.push(writer)
  const room = new NoteRoom({ name, paperId, listId, doc: new Document(name) })
  const write = (text: string) => writer.write([{ room, updates: [stateOfText(text)], authorIds: [], writers: [] }])
  return { paperId, write }
}

it('a connection that is cut with statements on it fails them, and the next one is written on another', async () => {
  const { paperId, write } = await openLog()
  await write('a')
  const other = new pg.Client({ connectionString: databaseUrl })
  open.push(other)
  await other.connect()
  await other.query('begin')
  await other.query('lock table "NoteUpdate" in share mode')
  const results = Promise.allSettled([write('b'), write('c')])
  const waiting = () => {
    return prisma().$queryRaw<{ pid: number }[]>`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query ilike '%insert into "NoteUpdate"%' and pid <> pg_backend_pid()`
  }
  await vi.waitUntil(async () => (await waiting()).length === 1, { timeout: 5_000 })
  await prisma().$executeRaw`select pg_terminate_backend(${(await waiting())[0]?.pid}::int)`
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await other.query('rollback')
  await write('d')
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeLoadDocument(paperId))?.updates ?? [])
  expect([...noteText(doc).toString()].toSorted()).toEqual(['a', 'd'])
})
