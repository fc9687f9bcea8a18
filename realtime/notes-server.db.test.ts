import { within } from '#lib/access/within.fixture.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { saveNote } from '#lib/notes/commands.ts'
import { unsafeFoldDocument } from '#lib/notes/document-commands.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { unsafeListPapers } from '#lib/papers/queries.ts'
import { FIRST_VIEW } from '#lib/papers/view/view.ts'
import { prisma } from '#prisma/client.ts'
import { type Editor, buildNote, buildWriter, openEditor, startNotes, storedText } from './notes.fixture.ts'

/** The machine may be busy with others. */
const PATIENT = { timeout: 10_000 }

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function serve(options: Parameters<typeof startNotes>[0] = {}) {
  const started = await startNotes(options)
  closers.push(started.stop)
  return started
}

function edit(url: string, room: string, token: string): Editor {
  const editor = openEditor(url, room, token)
  closers.push(editor.close)
  return editor
}

async function onDisk(paperId: string): Promise<string> {
  const stored = await unsafeLoadDocument(paperId)
  const doc = new Y.Doc()
  applyUpdates(doc, stored?.updates ?? [])
  return noteText(doc).toString()
}

const isSaved = (...editors: Editor[]) =>
  vi.waitUntil(() => editors.every((editor) => editor.shown() === 'saved'), { timeout: 10_000 })

describe('two people in one note', () => {
  it('start from the note as it was, write at once, and end with the same text', async () => {
    const { url } = await serve()
    const { listId, room, paperId } = await buildNote('# Claim\n')
    const [emmy, david] = [await buildWriter(listId), await buildWriter(listId)]
    const a = edit(url, room, emmy.token)
    const b = edit(url, room, david.token)
    await isSaved(a, b)
    expect([a.text(), b.text()]).toEqual(['# Claim\n', '# Claim\n'])
    a.type('Emmy says. ')
    b.type('David says. ')
    await isSaved(a, b)
    await vi.waitUntil(() => a.text() === b.text(), PATIENT)
    expect(a.text()).toContain('Emmy says. ')
    expect(a.text()).toContain('David says. ')
    expect(await onDisk(paperId)).toBe(a.text())
  })

  it('have made its document once, however many come first at the same moment', async () => {
    const { url } = await serve()
    const { listId, room } = await buildNote('once')
    const { token } = await buildWriter(listId)
    const editors = Array.from({ length: 6 }, () => edit(url, room, token))
    await isSaved(...editors)
    expect(editors.map((editor) => editor.text())).toEqual(Array(6).fill('once'))
  })

  it('leave a record of who wrote under which client', async () => {
    const { url } = await serve()
    const { listId, room, paperId } = await buildNote()
    const [emmy, david] = [await buildWriter(listId), await buildWriter(listId)]
    const editors = [edit(url, room, emmy.token), edit(url, room, david.token)]
    await isSaved(...editors)
    for (const editor of editors) editor.type('x')
    await isSaved(...editors)
    const rows = await prisma().noteWriter.findMany({ where: { paperId } })
    const byClient = new Map(rows.map((row) => [Number(row.clientId), row.userId]))
    expect(editors.map((editor) => byClient.get(editor.doc.clientID))).toEqual([emmy.user.id, david.user.id])
  })
})

describe('what pages show', () => {
  it('is soon the new text, searches find it, and every cache hears of it', async () => {
    const { url } = await serve()
    const { listId, room, paperId } = await buildNote('before')
    const { token, user } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    const revision = async () => (await prisma().list.findUniqueOrThrow({ where: { id: listId } })).revision
    const before = await revision()
    editor.type(' and quokkas')
    await vi.waitUntil(async () => (await storedText(paperId)) === 'before and quokkas', PATIENT)
    const search = { ...FIRST_VIEW, q: 'quokka' }
    expect((await unsafeListPapers(listId, 0, search, { includeNotes: true })).rows).toHaveLength(1)
    expect(await revision()).toBe(before + 1)
    const note = await prisma().note.findUniqueOrThrow({ where: { paperId } })
    // A search reads the text itself until it is indexed.
    expect(note).toMatchObject({ version: 2, updatedById: user.id, isUnindexed: true })
  })

  it('is a note where there was none', async () => {
    const { url } = await serve()
    const { listId, room, paperId } = await buildNote()
    const editor = edit(url, room, (await buildWriter(listId)).token)
    await isSaved(editor)
    expect(await storedText(paperId)).toBeNull()
    editor.type('first words')
    await vi.waitUntil(async () => (await storedText(paperId)) === 'first words', PATIENT)
  })

  it('holds one kind of line end and no NUL, whatever a client sends', async () => {
    const { url } = await serve()
    const { listId, room, paperId } = await buildNote()
    const editor = edit(url, room, (await buildWriter(listId)).token)
    await isSaved(editor)
    editor.type('a\r\nb\0c')
    await vi.waitUntil(async () => (await storedText(paperId)) === 'a\nbc', PATIENT)
  })
})

describe('a note that everybody has left', () => {
  it('is folded into its state, and one version holds what was written and by whom', async () => {
    const { url, notes } = await serve()
    const { listId, room, paperId } = await buildNote('old')
    const [emmy, david] = [await buildWriter(listId), await buildWriter(listId)]
    const editors = [openEditor(url, room, emmy.token), openEditor(url, room, david.token)]
    await isSaved(...editors)
    for (let round = 0; round < 30; round++) for (const editor of editors) editor.type('y')
    await isSaved(...editors)
    for (const editor of editors) editor.close()
    await vi.waitUntil(() => notes.counts().rooms === 0, { timeout: 5_000 })
    expect(await prisma().noteUpdate.count({ where: { paperId } })).toBe(0)
    expect(await onDisk(paperId)).toBe(`old${'y'.repeat(60)}`)
    const versions = await prisma().noteVersion.findMany({ where: { note: { paperId } }, orderBy: { version: 'asc' } })
    expect(versions.map((version) => version.text)).toEqual(['old', `old${'y'.repeat(60)}`])
    expect(versions[1]?.authorIds.toSorted()).toEqual([emmy.user.id, david.user.id].toSorted())
    expect(await prisma().note.findUniqueOrThrow({ where: { paperId } })).toMatchObject({ isUnindexed: false })
  })

  it('opens again as it was left', async () => {
    const { url, notes } = await serve()
    const { listId, room } = await buildNote()
    const { token } = await buildWriter(listId)
    const first = openEditor(url, room, token)
    await isSaved(first)
    first.type('kept')
    await isSaved(first)
    first.close()
    await vi.waitUntil(() => notes.counts().rooms === 0, { timeout: 5_000 })
    const second = edit(url, room, token)
    await isSaved(second)
    expect(second.text()).toBe('kept')
  })
})

describe('a note saved by a form', () => {
  it('changes under those who have it open, and keeps what they write', async () => {
    const { url } = await serve()
    const { listId, ref, room, paperId } = await buildNote('one two three')
    const { token, actor } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    await within(actor, ref, saveNote, paperId, { text: 'one 2 three', baseVersion: 1 })
    editor.type('zero ', 0)
    await vi.waitUntil(() => editor.text() === 'zero one 2 three', PATIENT)
    await vi.waitUntil(async () => (await storedText(paperId)) === 'zero one 2 three', PATIENT)
  })

  it('is told of what was written on the socket a moment ago, instead of taking its place', async () => {
    const { url } = await serve({ rhythm: { settle: 60_000 } })
    const { listId, ref, room, paperId } = await buildNote('one')
    const { token, actor } = await buildWriter(listId)
    const editor = edit(url, room, token)
    await isSaved(editor)
    editor.type(' two')
    await isSaved(editor)
    const save = within(actor, ref, saveNote, paperId, { text: 'mine', baseVersion: 1 })
    await expect(save).rejects.toMatchObject({ code: 'conflict', details: { text: 'one two', version: 2 } })
  })
})

describe('a server that is told to stop', () => {
  it('says so, writes everything down, and its editors come back to the next one', async () => {
    const first = await startNotes({ rhythm: { settle: 60_000 } })
    const { listId, room, paperId } = await buildNote()
    const editor = edit(first.url, room, (await buildWriter(listId)).token)
    await isSaved(editor)
    editor.type('typed just before')
    await isSaved(editor)
    await first.stop()
    expect(editor.closes.some(({ code }) => code === 1012)).toBe(true)
    expect(await prisma().noteUpdate.count({ where: { paperId } })).toBe(0)
    expect(await storedText(paperId)).toBe('typed just before')
    const port = Number(new URL(first.url).port)
    await serve({ port })
    editor.type(', and after')
    await isSaved(editor)
    expect(await onDisk(paperId)).toBe('typed just before, and after')
  })
})

describe('a note that another process has open too', () => {
  it('hears of what is written there, though nobody tells of it, also after it folded the log', async () => {
    const { url } = await serve({ rhythm: { sweep: 100 } })
    const { listId, room, paperId } = await buildNote()
    const editor = edit(url, room, (await buildWriter(listId)).token)
    await isSaved(editor)
    for (const word of ['one ', 'two ', 'three ']) {
      editor.type(word)
      await isSaved(editor)
    }
    const there = new Y.Doc()
    const stored = await unsafeLoadDocument(paperId)
    applyUpdates(there, stored?.updates ?? [])
    const { seqs = [], compactions = 0 } = stored ?? {}
    expect(seqs.length).toBeGreaterThan(1)
    await unsafeFoldDocument({ paperId, state: Y.encodeStateAsUpdate(there), seqs, compactions })
    await new Promise((done) => setTimeout(done, 500))
    const before = Y.encodeStateVector(there)
    noteText(there).insert(0, 'zero ')
    const bytes = Uint8Array.from(Y.encodeStateAsUpdate(there, before))
    await prisma().noteUpdate.create({ data: { paperId, bytes, authorIds: [], at: new Date() } })
    await vi.waitUntil(() => editor.text() === 'zero one two three ', PATIENT)
  })
})
