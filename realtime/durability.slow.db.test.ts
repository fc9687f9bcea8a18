// Processes that are killed, alone and with a Redis between them.
// inputs: scripts/test/notes-process.ts scripts/test/end-with-parent.mjs
import { execFileSync, spawn } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { endWithParent } from '../scripts/test/end-with-parent.ts'
import { freePort } from '../server/database/free-port.ts'
import { PATIENT, closeAll, closers, edit, holdLog, isSaved, onDisk } from './durability.fixture.ts'
import { buildNote, buildWriter, openEditor, startNotes, storedText } from './notes.fixture.ts'
import { spawnNotes } from './notes-process.fixture.ts'

afterEach(closeAll)

async function spawned(env: Record<string, string> = {}) {
  const process = await spawnNotes(env)
  closers.push(() => process.kill('SIGKILL'))
  return process
}

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
    await vi.waitUntil(async () => (await storedText(paperId)) === 'before the end', PATIENT)
    expect(await prisma().noteUpdate.count({ where: { paperId } })).toBe(0)
    const versions = await prisma().noteVersion.findMany({ where: { note: { paperId } }, orderBy: { version: 'desc' } })
    expect(versions[0]).toMatchObject({ text: 'before the end', authorIds: [user.id] })
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
  const isOver = endWithParent({ processes: [{ pid: redis.pid ?? 0, signal: 'SIGKILL' }], dirs: [] })
  closers.push(() => redis.kill('SIGKILL') && isOver())
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
    await vi.waitUntil(() => b.text() === 'from one', PATIENT)
    a.provider.setAwarenessField('cursor', { head: 1 })
    const seen = () => b.provider.awareness?.getStates().get(a.doc.clientID)
    await vi.waitUntil(() => seen()?.cursor !== undefined, PATIENT)
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
    await vi.waitUntil(() => a.text() === b.text() && a.text().length === 12, PATIENT)
  }, 30_000)
})
