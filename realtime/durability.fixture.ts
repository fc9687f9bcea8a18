import pg from 'pg'
import { vi } from 'vitest'
import * as Y from 'yjs'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { type Editor, openEditor } from './notes.fixture.ts'

/** For what hangs: the machine may be busy with others. */
export const PATIENT = { timeout: 15_000 }

/** What a test has opened, closed after it by `closeAll`. */
export const closers: (() => unknown)[] = []

export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close()
}

export function edit(url: string, room: string, token: string): Editor {
  const editor = openEditor(url, room, token)
  closers.push(editor.close)
  return editor
}

/** Holds the log against everybody, as a database that has stopped answering does. */
export async function holdLog() {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('begin')
  await client.query('lock table "NoteUpdate" in share mode')
  return async () => {
    await client.query('rollback')
    await client.end()
  }
}

export async function onDisk(paperId: string): Promise<string> {
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeLoadDocument(paperId))?.updates ?? [])
  return noteText(doc).toString()
}

export const isSaved = (...editors: Editor[]) =>
  vi.waitUntil(() => editors.every((editor) => editor.shown() === 'saved'), PATIENT)
