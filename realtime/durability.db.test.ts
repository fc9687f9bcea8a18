import { execFileSync, spawn } from 'node:child_process'
import * as encoding from 'lib0/encoding'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { unsafeOpenDocument, unsafeSettleNote } from '#lib/notes/document-commands.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { encodeWord } from '#lib/notes/socket-words.ts'
import { prisma } from '#prisma/client.ts'
import { freePort } from '../server/database/free-port.ts'
import { type Editor, buildNote, buildWriter, openEditor, startNotes, storedText } from './notes.fixture.ts'
import { spawnNotes } from './notes-process.fixture.ts'
import { authFrame, frameOf, isStatus, openRaw, syncFrame } from './raw-client.fixture.ts'

/** The machine may be busy with others. */
const PATIENT = { timeout: 10_000 }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

function edit(url: string, room: string, token: string): Editor {
  const editor = openEditor(url, room, token)
  closers.push(editor.close)
  return editor
}

async function spawned(env: Record<string, string> = {}) {
  const process = await spawnNotes(env)
  closers.push(() => process.kill('SIGKILL'))
  return process
}

/** Holds the log against everybody, as a database that has stopped answering does. */
async function holdLog() {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('begin')
  await client.query('lock table "NoteUpdate" in share mode')
  return async () => {
    await client.query('rollback')
    await client.end()
  }
}

async function onDisk(paperId: string): Promise<string> {
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeLoadDocument(paperId))?.updates ?? [])
  return noteText(doc).toString()
}

const isSaved = (...editors: Editor[]) =>
  vi.waitUntil(() => editors.every((editor) => editor.shown() === 'saved'), { timeout: 10_000 })

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
    await vi.waitUntil(() => a.shown() === 'cannot-save', { timeout: 4_000 })
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
    const startedAt = performance.now()
    await stop()
    expect(performance.now() - startedAt).toBeLessThan(4_000)
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

describe('a server that is killed while people type', () => {
  it('loses nothing that was called saved, and everybody comes back to the same text', async () => {
    const port = String(await freePort())
    let server = await spawned({ PORT: port })
    const { listId, room, paperId } = await buildNote()
    const writers = await Promise.all(Array.from({ length: 3 }, () => buildWriter(listId)))
    const editors = writers.map(({ token }) => edit(server.url, room, token))
    await isSaved(...editors)
    const acknowledged = new Set<string>()
    let count = 0
    const typing = editors.map((editor, who) =>
      setInterval(() => {
        const word = `<${who}:${count++}>`
        editor.type(word)
        const { edits } = editor.saving.counts()
        // Called saved: everything that this editor typed so far.
        void vi
          .waitUntil(() => editor.saving.counts().saved >= edits, { interval: 10, timeout: 9_000 })
          .then(
            () => acknowledged.add(word),
            () => undefined,
          )
      }, 25),
    )
    for (let kill = 0; kill < 3; kill++) {
      // In the middle of it, however slow the machine is: some are acknowledged, others under way.
      const enough = acknowledged.size + 8
      await vi.waitUntil(() => acknowledged.size >= enough, { interval: 5, timeout: 10_000 })
      await server.kill('SIGKILL')
      const left = await onDisk(paperId)
      expect([...acknowledged].filter((mark) => !left.includes(mark))).toEqual([])
      server = await spawned({ PORT: port })
    }
    typing.forEach(clearInterval)
    await isSaved(...editors)
    await vi.waitUntil(() => new Set(editors.map((editor) => editor.text())).size === 1, PATIENT)
    expect(acknowledged.size).toBeGreaterThanOrEqual(24)
    expect(await onDisk(paperId)).toBe(editors[0]?.text())
  }, 40_000)

  it('leaves a log that the next one derives the text from, though nobody opens the note', async () => {
    const server = await spawned()
    const { listId, room, paperId } = await buildNote('before ')
    const { token, user } = await buildWriter(listId)
    const editor = openEditor(server.url, room, token)
    await isSaved(editor)
    editor.type('the end')
    await isSaved(editor)
    await server.kill('SIGKILL')
    editor.close()
    await prisma().note.updateMany({ where: { paperId, text: 'before the end' }, data: { text: 'before ' } })
    const { stop } = await startNotes()
    closers.push(stop)
    await vi.waitUntil(async () => (await storedText(paperId)) === 'before the end', { timeout: 5_000 })
    expect(await prisma().noteUpdate.count({ where: { paperId } })).toBe(0)
    const versions = await prisma().noteVersion.findMany({ where: { note: { paperId } }, orderBy: { version: 'desc' } })
    expect(versions[0]).toMatchObject({ text: 'before the end', authorIds: [user.id] })
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

  it('is opened fast, however many rows were left', async () => {
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
    const startedAt = performance.now()
    const editor = edit(url, room, token)
    await vi.waitUntil(() => editor.text().length === 5_000, { interval: 10, timeout: 5_000 })
    expect(performance.now() - startedAt).toBeLessThan(1_500)
    await unsafeSettleNote(paperId)
    expect(await prisma().noteUpdate.count({ where: { paperId } })).toBe(0)
  })
})

async function buildOwn() {
  const note = await buildNote()
  return { ...note, token: (await buildWriter(note.listId)).token }
}

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'])
    return true
  } catch {
    return false
  }
})()

async function startRedis() {
  const port = await freePort()
  const redis = spawn('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  })
  closers.push(() => redis.kill('SIGKILL'))
  return { redis, REDIS_URL: `redis://127.0.0.1:${port}` }
}

describe.skipIf(!hasRedis)('two processes with a Redis between them', () => {
  it('show each other edits and cursors, and lose nothing when one of them is killed', async () => {
    const { REDIS_URL } = await startRedis()
    const [one, two] = [await spawned({ REDIS_URL }), await spawned({ REDIS_URL })]
    const { listId, room, paperId } = await buildNote()
    const emmy = await buildWriter(listId, 'MEMBER', 'Emmy')
    const a = edit(one.url, room, emmy.token)
    const b = edit(two.url, room, (await buildWriter(listId)).token)
    await isSaved(a, b)
    a.type('from one')
    const typedAt = performance.now()
    await vi.waitUntil(() => b.text() === 'from one', { interval: 5, timeout: 5_000 })
    expect(performance.now() - typedAt).toBeLessThan(1_000)
    a.provider.setAwarenessField('cursor', { head: 1 })
    const seen = () => b.provider.awareness?.getStates().get(a.doc.clientID)
    await vi.waitUntil(() => seen()?.cursor !== undefined, { timeout: 3_000 })
    expect(seen()).toMatchObject({ user: { name: 'Emmy' } })
    b.type(', from two')
    await isSaved(b)
    await two.kill('SIGKILL')
    await vi.waitUntil(() => a.text() === 'from one, from two', PATIENT)
    expect(await onDisk(paperId)).toBe('from one, from two')
  }, 30_000)

  it('tell each other of an edit only when it is on disk: the other would call it saved, though it dies with the first', async () => {
    const { REDIS_URL } = await startRedis()
    const [one, two] = [await spawned({ REDIS_URL }), await spawned({ REDIS_URL })]
    const { listId, room, paperId } = await buildNote()
    const { token } = await buildWriter(listId)
    const [a, b] = [edit(one.url, room, token), edit(two.url, room, token)]
    await isSaved(a, b)
    a.type('known ')
    await vi.waitUntil(() => b.text() === 'known ', PATIENT)
    const release = await holdLog()
    a.type('held')
    await new Promise((done) => setTimeout(done, 500))
    expect(b.text()).toBe('known ')
    await one.kill('SIGKILL')
    await release()
    // With the first one's editor, and no sooner, it comes to the second.
    a.close()
    const again = openEditor(two.url, room, token, a.doc)
    closers.push(again.close)
    await isSaved(again)
    expect(await onDisk(paperId)).toBe('known held')
    await vi.waitUntil(() => b.text() === 'known held', PATIENT)
  }, 30_000)

  it('open notes though Redis hangs', async () => {
    const { redis, REDIS_URL } = await startRedis()
    const server = await spawned({ REDIS_URL })
    const { token, room } = await buildOwn()
    await isSaved(edit(server.url, room, token))
    redis.kill('SIGSTOP')
    const other = await buildOwn()
    const editor = edit(server.url, other.room, other.token)
    await isSaved(editor)
    editor.type('still')
    await isSaved(editor)
    expect(await onDisk(other.paperId)).toBe('still')
  }, 30_000)

  it('come to agree through the log where Redis is away', async () => {
    const REDIS_URL = `redis://127.0.0.1:${await freePort()}`
    const [one, two] = [await spawned({ REDIS_URL }), await spawned({ REDIS_URL })]
    const { listId, room } = await buildNote()
    const { token } = await buildWriter(listId)
    const [a, b] = [edit(one.url, room, token), edit(two.url, room, token)]
    await isSaved(a, b)
    a.type('slowly')
    b.type('surely')
    await isSaved(a, b)
    await vi.waitUntil(() => a.text() === b.text() && a.text().length === 12, { timeout: 8_000 })
  }, 30_000)
})
