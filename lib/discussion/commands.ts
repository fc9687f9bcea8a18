import type { ListAccess } from '#lib/access/list-access.ts'
import { can } from '#lib/access/roles.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { prisma } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { mentionedMembers } from './mentions.ts'
import type { NewThread } from './schema.ts'

type Db = Change['db']

async function writeComment(db: Db, listId: string, threadId: string, text: string, userId: string | null) {
  const { id } = await db.comment.create({ data: { threadId, text, authorId: userId }, select: { id: true } })
  await writeMentions(db, listId, id, text, userId)
  return id
}

/** Who is called in a comment is told, once: an edit that calls more people tells those. */
async function writeMentions(db: Db, listId: string, commentId: string, text: string, userId: string | null) {
  if (!text.includes('@[')) return
  const members = await db.member.findMany({
    where: { listId },
    select: { userId: true, user: { select: { name: true } } },
  })
  const people = members.map((member) => ({ userId: member.userId, name: member.user.name }))
  const called = mentionedMembers(text, people).filter((person) => person.userId !== userId)
  await db.mention.createMany({
    data: called.map((person) => ({ commentId, userId: person.userId })),
    skipDuplicates: true,
  })
}

async function requireThread(db: Db, listId: string, threadId: string) {
  const thread = await db.thread.findFirst({ where: { id: threadId, listId }, select: { id: true, paperId: true } })
  if (!thread) throw notFound('thread')
  return thread
}

async function requireComment(db: Db, listId: string, commentId: string) {
  const comment = await db.comment.findFirst({
    where: { id: commentId, deletedAt: null, thread: { listId } },
    select: { id: true, authorId: true, thread: { select: { paperId: true } } },
  })
  if (!comment) throw notFound('comment')
  return comment
}

/** Begins a conversation about a paper, or about a passage of its note. @throws AppError not_found, forbidden. */
export async function startThread(
  access: ListAccess,
  paperId: string,
  { text, anchor, quote }: NewThread,
): Promise<{ id: string }> {
  return changeList(access, 'comment.write', async ({ db, list, userId }) => {
    await unsafeRequirePaper(list.id, paperId, db)
    const { id } = await db.thread.create({
      data: {
        listId: list.id,
        paperId,
        anchor: anchor ?? Prisma.DbNull,
        quote: anchor ? quote : null,
        createdById: userId,
      },
      select: { id: true },
    })
    await writeComment(db, list.id, id, text, userId)
    return { result: { id }, subjectId: paperId }
  })
}

/** Answers in a thread; a resolved one is open again. @throws AppError not_found, forbidden. */
export async function replyInThread(access: ListAccess, threadId: string, text: string): Promise<{ id: string }> {
  return changeList(access, 'comment.write', async ({ db, list, userId }) => {
    const { paperId } = await requireThread(db, list.id, threadId)
    const id = await writeComment(db, list.id, threadId, text, userId)
    await db.thread.update({
      where: { id: threadId },
      data: { resolvedAt: null, resolvedById: null },
      select: { id: true },
    })
    return { result: { id }, subjectId: paperId }
  })
}

/** Marks a thread as settled, or opens it again. @throws AppError not_found, forbidden. */
export async function resolveThread(access: ListAccess, threadId: string, isResolved: boolean): Promise<void> {
  return changeList(access, 'comment.write', async ({ db, list, userId }) => {
    const { paperId } = await requireThread(db, list.id, threadId)
    const data = isResolved
      ? { resolvedAt: new Date(), resolvedById: userId }
      : { resolvedAt: null, resolvedById: null }
    await db.thread.update({ where: { id: threadId }, data, select: { id: true } })
    return { result: undefined, subjectId: paperId }
  })
}

/** Changes one's own comment. @throws AppError not_found, forbidden (somebody else's). */
export async function editComment(access: ListAccess, commentId: string, text: string): Promise<void> {
  return changeList(access, 'comment.write', async ({ db, list, userId }) => {
    const comment = await requireComment(db, list.id, commentId)
    if (comment.authorId !== userId || userId === null)
      throw new AppError('forbidden', 'Only its author may change a comment.')
    await db.comment.update({ where: { id: commentId }, data: { text, editedAt: new Date() }, select: { id: true } })
    await writeMentions(db, list.id, commentId, text, userId)
    return { result: undefined, subjectId: comment.thread.paperId }
  })
}

/** Takes a comment back: its author, or an admin of the list. Its text is gone. @throws AppError not_found, forbidden. */
export async function deleteComment(access: ListAccess, commentId: string): Promise<void> {
  return changeList(access, 'comment.write', async ({ db, list, userId }) => {
    const comment = await requireComment(db, list.id, commentId)
    const isOwn = userId !== null && comment.authorId === userId
    if (!isOwn && !can(list.role, 'comment.moderate'))
      throw new AppError('forbidden', 'Only its author or an admin may delete a comment.')
    await db.comment.update({
      where: { id: commentId },
      data: { text: '', deletedAt: new Date() },
      select: { id: true },
    })
    await db.mention.deleteMany({ where: { commentId } })
    return { result: undefined, subjectId: comment.thread.paperId }
  })
}

/**
 * The actor has looked at a paper's discussion: its comments no longer wait for them. Concerns nobody
 * else, so the list stays as it is.
 * @throws AppError not_found.
 */
export async function markMentionsSeen(access: ListAccess, paperId: string): Promise<void> {
  const list = access.require('note.read')
  if (access.userId === null) return
  await prisma().mention.updateMany({
    where: { userId: access.userId, seenAt: null, comment: { thread: { listId: list.id, paperId } } },
    data: { seenAt: new Date() },
  })
}
