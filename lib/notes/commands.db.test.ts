import { within } from '#lib/access/within.fixture.ts'
import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { actorOf, buildCast, buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { saveNote } from './commands.ts'
import { getNote, getNoteVersion, listNoteVersions } from './queries.ts'
import { noteSaveSchema } from './schema.ts'

async function desk(note?: string) {
  const list = await buildList()
  const section = await buildSection(list.id)
  const paper = await buildPaper(list.id, section.id, note === undefined ? {} : { note })
  return { list, ref: { id: list.id }, paperId: paper.id }
}

async function textsOf(ref: { id: string }, paperId: string): Promise<string[]> {
  const versions = await within(SYSTEM, ref, listNoteVersions, paperId)
  return Promise.all(
    versions.map(async ({ version }) => (await within(SYSTEM, ref, getNoteVersion, paperId, version)).text),
  )
}

describe('saving a note', () => {
  it('keeps every saved text, the imported one included, with who wrote it', async () => {
    const { list, ref, paperId } = await desk('imported')
    const { actor, user } = await buildMember(list.id, 'MEMBER', { name: 'Emmy' })
    expect(await within(actor, ref, saveNote, paperId, { text: 'second', baseVersion: 1 })).toEqual({ version: 2 })
    await within(actorOf(user), ref, saveNote, paperId, { text: 'third', baseVersion: 2 })
    const versions = await within(actor, ref, listNoteVersions, paperId)
    expect(versions.map(({ version, authorName }) => [version, authorName])).toEqual([
      [3, 'Emmy'],
      [2, 'Emmy'],
      [1, null],
    ])
    expect(await textsOf(ref, paperId)).toEqual(['third', 'second', 'imported'])
    expect(await within(actor, ref, getNote, paperId)).toMatchObject({
      text: 'third',
      version: 3,
      updatedByName: 'Emmy',
    })
  })

  it('writes the first note of a paper', async () => {
    const { ref, paperId } = await desk()
    expect(await within(SYSTEM, ref, getNote, paperId)).toBeNull()
    expect(await within(SYSTEM, ref, saveNote, paperId, { text: 'first', baseVersion: 0 })).toEqual({ version: 1 })
    expect(await within(SYSTEM, ref, listNoteVersions, paperId)).toHaveLength(1)
  })

  it('tells the second of two writers what the first one wrote, and keeps the first', async () => {
    const { list, ref, paperId } = await desk('base')
    const { actor } = await buildMember(list.id, 'MEMBER', { name: 'Emmy' })
    await within(actor, ref, saveNote, paperId, { text: 'theirs', baseVersion: 1 })
    const second = within(SYSTEM, ref, saveNote, paperId, { text: 'mine', baseVersion: 1 })
    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      details: { text: 'theirs', version: 2, updatedByName: 'Emmy' },
    })
    expect(await within(SYSTEM, ref, getNote, paperId)).toMatchObject({ text: 'theirs', version: 2 })
    await within(SYSTEM, ref, saveNote, paperId, { text: 'mine', baseVersion: 2 })
    expect(await textsOf(ref, paperId)).toEqual(['mine', 'theirs', 'base'])
  })

  it('lets one of two simultaneous first notes through', async () => {
    const { ref, paperId } = await desk()
    const both = await Promise.allSettled(
      ['a', 'b'].map((text) => within(SYSTEM, ref, saveNote, paperId, { text, baseVersion: 0 })),
    )
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('finds no conflict between two people who saved the same words', async () => {
    const { ref, paperId } = await desk('base')
    await within(SYSTEM, ref, saveNote, paperId, { text: 'same', baseVersion: 1 })
    expect(await within(SYSTEM, ref, saveNote, paperId, { text: 'same', baseVersion: 1 })).toEqual({ version: 2 })
  })

  it('is for members and admins', async () => {
    const { list, ref, paperId } = await desk('base')
    const cast = await buildCast(list.id)
    const save = { text: 'x', baseVersion: 1 }
    await expect(within(cast.viewer, ref, saveNote, paperId, save)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(within(cast.outsider, ref, saveNote, paperId, save)).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(cast.member, ref, saveNote, paperId, save)).resolves.toEqual({ version: 2 })
  })

  it('does not reach a paper of another list', async () => {
    const { ref } = await desk()
    const other = await desk('base')
    await expect(within(SYSTEM, ref, saveNote, other.paperId, { text: 'x', baseVersion: 1 })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(within(SYSTEM, ref, getNote, other.paperId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('holds one kind of line end', () => {
    expect(noteSaveSchema.parse({ text: 'a\r\nb\rc\n', baseVersion: '0' })).toEqual({
      text: 'a\nb\nc\n',
      baseVersion: 0,
    })
  })
})
