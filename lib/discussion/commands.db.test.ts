import { within } from '#lib/access/within.fixture.ts'
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { unsafeOpenDocument } from '#lib/notes/document-commands.ts'
import { applyUpdates } from '#lib/notes/note-doc.ts'
import { buildCast, buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { anchorAt } from './anchors.ts'
import { deleteComment, editComment, markMentionsSeen, replyInThread, resolveThread, startThread } from './commands.ts'
import { getDiscussion, listOwnMentions } from './queries.ts'

async function table() {
  const list = await buildList()
  const section = await buildSection(list.id)
  const paper = await buildPaper(list.id, section.id, { title: 'A paper', note: 'We show that the loss falls.' })
  const emmy = (await buildMember(list.id, 'MEMBER', { name: 'Emmy' })).actor
  const alan = (await buildMember(list.id, 'MEMBER', { name: 'Alan' })).actor
  return { list, ref: { id: list.id }, paperId: paper.id, emmy, alan }
}

async function passage(paperId: string, from: number, to: number) {
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeOpenDocument(paperId)).updates)
  return anchorAt(doc, from, to)
}

const said = (text: string) => ({ text, anchor: null, quote: null })

it('a thread has replies, is resolved, and is open again with the next reply', async () => {
  const { ref, paperId, emmy, alan } = await table()
  const { id } = await within(emmy, ref, startThread, paperId, said('Does $x^2$ hold?'))
  await within(alan, ref, replyInThread, id, 'It does.')
  await within(alan, ref, resolveThread, id, true)
  const { threads } = await within(emmy, ref, getDiscussion, paperId)
  expect(threads).toMatchObject([{ isResolved: true, resolvedByName: 'Alan', isOrphaned: false, anchor: null }])
  expect(threads[0]?.comments.map(({ authorName }) => authorName)).toEqual(['Emmy', 'Alan'])
  expect(threads[0]?.comments[0]).toMatchObject({ hasMath: true, text: 'Does $x^2$ hold?' })
  await within(emmy, ref, replyInThread, id, 'Wait.')
  expect((await within(emmy, ref, getDiscussion, paperId)).threads[0]?.isResolved).toBe(false)
})

it('a comment about a passage stays listed when the passage is gone', async () => {
  const { ref, paperId, emmy } = await table()
  const anchor = await passage(paperId, 13, 21)
  await within(emmy, ref, startThread, paperId, { text: 'Which one?', anchor, quote: 'the loss' })
  expect((await within(emmy, ref, getDiscussion, paperId)).threads[0]).toMatchObject({
    quote: 'the loss',
    isOrphaned: false,
  })
  await within(emmy, ref, saveNote, paperId, { text: 'Quick and dry.', baseVersion: 1 })
  expect((await within(emmy, ref, getDiscussion, paperId)).threads[0]).toMatchObject({
    quote: 'the loss',
    isOrphaned: true,
  })
})

it('who is called by name learns of it, and nobody else', async () => {
  const { list, ref, paperId, emmy, alan } = await table()
  await within(emmy, ref, startThread, paperId, said('What do you think, @[alan]? And @[Nobody]?'))
  expect(await listOwnMentions(alan)).toMatchObject([
    { listSlug: list.slug, paperTitle: 'A paper', authorName: 'Emmy' },
  ])
  expect(await listOwnMentions(emmy)).toEqual([])
  expect(await within(alan, ref, getDiscussion, paperId)).toMatchObject({ callsReader: true })
  await within(emmy, ref, markMentionsSeen, paperId)
  expect(await listOwnMentions(alan)).toHaveLength(1)
  await within(alan, ref, markMentionsSeen, paperId)
  expect(await listOwnMentions(alan)).toEqual([])
  expect(await within(alan, ref, getDiscussion, paperId)).toMatchObject({ callsReader: false })
})

it('only its author changes a comment; an admin may take it back, and its text is gone', async () => {
  const { list, ref, paperId, emmy, alan } = await table()
  await within(emmy, ref, startThread, paperId, said('Mine'))
  const comment = (await within(emmy, ref, getDiscussion, paperId)).threads[0]?.comments[0]?.id ?? ''
  await expect(within(alan, ref, editComment, comment, 'Yours')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(within(alan, ref, deleteComment, comment)).rejects.toMatchObject({ code: 'forbidden' })
  await within(emmy, ref, editComment, comment, 'Mine, better')
  const { admin } = await buildCast(list.id)
  await within(admin, ref, deleteComment, comment)
  const [thread] = (await within(emmy, ref, getDiscussion, paperId)).threads
  expect(thread?.comments[0]).toMatchObject({ isDeleted: true, html: '', text: null })
})

it('viewers read along, and nobody reaches a thread of another list', async () => {
  const { list, ref, paperId, emmy } = await table()
  const { id } = await within(emmy, ref, startThread, paperId, said('Here'))
  const cast = await buildCast(list.id)
  expect(await within(cast.viewer, ref, getDiscussion, paperId)).toMatchObject({ mayWrite: false, threads: [{ id }] })
  await expect(within(cast.viewer, ref, replyInThread, id, 'x')).rejects.toMatchObject({ code: 'forbidden' })
  const other = await buildList()
  await expect(within(SYSTEM, { id: other.id }, replyInThread, id, 'x')).rejects.toMatchObject({ code: 'not_found' })
  await expect(within(cast.outsider, ref, getDiscussion, paperId)).rejects.toMatchObject({ code: 'not_found' })
})
