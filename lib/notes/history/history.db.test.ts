import { within } from '#lib/access/within.fixture.ts'
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { unsafeOpenDocument } from '#lib/notes/document-commands.ts'
import { nameNoteVersion, restoreNoteVersion } from './history-commands.ts'
import { getLineAuthors } from './history-queries.ts'
import { lineDiffApart } from './line-diff-apart.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { unsafeKeepVersions } from './version-commands.ts'
import { getNote, getNoteVersion, listNoteVersions } from '#lib/notes/queries.ts'

async function desk() {
  const list = await buildList()
  const section = await buildSection(list.id)
  const paper = await buildPaper(list.id, section.id, { note: 'imported line' })
  const emmy = await buildMember(list.id, 'MEMBER', { name: 'Emmy' })
  const alan = await buildMember(list.id, 'MEMBER', { name: 'Alan' })
  return { ref: { id: list.id }, paperId: paper.id, emmy: emmy.actor, alan: alan.actor }
}

it('an earlier text comes back as a new edit, and nothing of the history is lost', async () => {
  const { ref, paperId, emmy } = await desk()
  await within(emmy, ref, saveNote, paperId, { text: 'second', baseVersion: 1 })
  await within(emmy, ref, saveNote, paperId, { text: 'third', baseVersion: 2 })
  const { version } = await within(emmy, ref, restoreNoteVersion, paperId, 1)
  expect((await within(SYSTEM, ref, getNote, paperId))?.text).toBe('imported line')
  const versions = await within(SYSTEM, ref, listNoteVersions, paperId)
  expect(versions.map((each) => each.version)).toEqual([version, 3, 2, 1])
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeOpenDocument(paperId)).updates)
  expect(noteText(doc).toString()).toBe('imported line')
  await expect(within(emmy, ref, restoreNoteVersion, paperId, 99)).rejects.toMatchObject({ code: 'not_found' })
})

it('a version has the name that somebody gave it', async () => {
  const { ref, paperId, emmy } = await desk()
  await within(emmy, ref, saveNote, paperId, { text: 'second', baseVersion: 1 })
  const { version } = await within(emmy, ref, nameNoteVersion, paperId, 'Before the seminar')
  expect((await within(SYSTEM, ref, getNoteVersion, paperId, version)).name).toBe('Before the seminar')
  expect((await within(SYSTEM, ref, listNoteVersions, paperId))[0]).toMatchObject({
    version,
    name: 'Before the seminar',
  })
})

it('every line says who wrote it', async () => {
  const { ref, paperId, emmy, alan } = await desk()
  await within(emmy, ref, saveNote, paperId, { text: 'imported line\nby emmy', baseVersion: 1 })
  await within(alan, ref, saveNote, paperId, { text: 'imported line\nby emmy\n\nby alan', baseVersion: 2 })
  expect((await within(SYSTEM, ref, getLineAuthors, paperId)).rows).toEqual([
    { text: 'imported line', authors: [] },
    { text: 'by emmy', authors: ['Emmy'] },
    { text: '', authors: ['Emmy'] },
    { text: 'by alan', authors: ['Alan'] },
  ])
  expect(await prisma().noteWriter.count({ where: { paperId } })).toBe(2)
})

it('versions of several notes are kept at once, and those that are kept already stay as they are', async () => {
  const [one, two] = [await desk(), await desk()]
  const kept = async () => {
    const rows = await prisma().noteVersion.findMany({
      where: { note: { paperId: { in: [one.paperId, two.paperId] } } },
      orderBy: { createdAt: 'asc' },
    })
    return rows.map(({ version, text, authorIds }) => ({ version, text, authorIds }))
  }
  const first = { version: 1, text: 'imported line' }
  await unsafeKeepVersions([{ paperId: one.paperId, authorIds: ['emmy', 'alan'] }])
  await unsafeKeepVersions([
    { paperId: one.paperId, authorIds: ['nobody'] },
    { paperId: two.paperId, authorIds: [] },
    { paperId: 'gone', authorIds: [] },
  ])
  expect(await kept()).toEqual([
    { ...first, authorIds: ['emmy', 'alan'] },
    { ...first, authorIds: [] },
  ])
})

it('two versions with thousands of lines that differ are compared page by page', async () => {
  const text = (word: string) => Array.from({ length: 1_200 }, (_, at) => `${word} ${at}`).join('\n')
  const first = await lineDiffApart(text('before'), text('after'))
  expect([first.rows.length, first.page, first.pages]).toEqual([1_000, 1, 3])
  const last = await lineDiffApart(text('before'), text('after'), 9)
  expect([last.rows.length, last.page]).toEqual([400, 3])
  expect(await lineDiffApart('same', 'same', 4)).toEqual({ rows: [], page: 1, pages: 1 })
})
