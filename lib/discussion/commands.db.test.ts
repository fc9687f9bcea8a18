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
  const { id } = await startThread(emmy, ref, paperId, said('Does $x^2$ hold?'))
  await replyInThread(alan, ref, id, 'It does.')
  await resolveThread(alan, ref, id, true)
  const { threads } = await getDiscussion(emmy, ref, paperId)
  expect(threads).toMatchObject([{ isResolved: true, resolvedByName: 'Alan', isOrphaned: false, anchor: null }])
  expect(threads[0]?.comments.map(({ authorName }) => authorName)).toEqual(['Emmy', 'Alan'])
  expect(threads[0]?.comments[0]).toMatchObject({ hasMath: true, text: 'Does $x^2$ hold?' })
  await replyInThread(emmy, ref, id, 'Wait.')
  expect((await getDiscussion(emmy, ref, paperId)).threads[0]?.isResolved).toBe(false)
})

it('a comment about a passage stays listed when the passage is gone', async () => {
  const { ref, paperId, emmy } = await table()
  const anchor = await passage(paperId, 13, 21)
  await startThread(emmy, ref, paperId, { text: 'Which one?', anchor, quote: 'the loss' })
  expect((await getDiscussion(emmy, ref, paperId)).threads[0]).toMatchObject({ quote: 'the loss', isOrphaned: false })
  await saveNote(emmy, ref, paperId, { text: 'Quick and dry.', baseVersion: 1 })
  expect((await getDiscussion(emmy, ref, paperId)).threads[0]).toMatchObject({ quote: 'the loss', isOrphaned: true })
})

it('who is called by name learns of it, and nobody else', async () => {
  const { list, ref, paperId, emmy, alan } = await table()
  await startThread(emmy, ref, paperId, said('What do you think, @[alan]? And @[Nobody]?'))
  expect(await listOwnMentions(alan)).toMatchObject([
    { listSlug: list.slug, paperTitle: 'A paper', authorName: 'Emmy' },
  ])
  expect(await listOwnMentions(emmy)).toEqual([])
  expect(await getDiscussion(alan, ref, paperId)).toMatchObject({ callsReader: true })
  await markMentionsSeen(emmy, ref, paperId)
  expect(await listOwnMentions(alan)).toHaveLength(1)
  await markMentionsSeen(alan, ref, paperId)
  expect(await listOwnMentions(alan)).toEqual([])
  expect(await getDiscussion(alan, ref, paperId)).toMatchObject({ callsReader: false })
})

it('only its author changes a comment; an admin may take it back, and its text is gone', async () => {
  const { list, ref, paperId, emmy, alan } = await table()
  await startThread(emmy, ref, paperId, said('Mine'))
  const comment = (await getDiscussion(emmy, ref, paperId)).threads[0]?.comments[0]?.id ?? ''
  await expect(editComment(alan, ref, comment, 'Yours')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(deleteComment(alan, ref, comment)).rejects.toMatchObject({ code: 'forbidden' })
  await editComment(emmy, ref, comment, 'Mine, better')
  const { admin } = await buildCast(list.id)
  await deleteComment(admin, ref, comment)
  const [thread] = (await getDiscussion(emmy, ref, paperId)).threads
  expect(thread?.comments[0]).toMatchObject({ isDeleted: true, html: '', text: null })
})

it('viewers read along, and nobody reaches a thread of another list', async () => {
  const { list, ref, paperId, emmy } = await table()
  const { id } = await startThread(emmy, ref, paperId, said('Here'))
  const cast = await buildCast(list.id)
  expect(await getDiscussion(cast.viewer, ref, paperId)).toMatchObject({ mayWrite: false, threads: [{ id }] })
  await expect(replyInThread(cast.viewer, ref, id, 'x')).rejects.toMatchObject({ code: 'forbidden' })
  const other = await buildList()
  await expect(replyInThread(SYSTEM, { id: other.id }, id, 'x')).rejects.toMatchObject({ code: 'not_found' })
  await expect(getDiscussion(cast.outsider, ref, paperId)).rejects.toMatchObject({ code: 'not_found' })
})
