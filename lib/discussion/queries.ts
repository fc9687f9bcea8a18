import type { ListAccess } from '#lib/access/list-access.ts'
import * as Y from 'yjs'
import type { Actor } from '#lib/access/roles.ts'
import { withinPage } from '#lib/markdown/budgets/page-budget.ts'
import { renderEach } from '#lib/markdown/render.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { requirePaper } from '#lib/papers/paper-queries.ts'
import { prisma } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { passageRange } from './anchors.ts'
import { withMentionMarks } from './mentions.ts'
import { MAX_QUOTE } from './quote.ts'
import { type Anchor, type Discussion, type ThreadView, anchorSchema } from './schema.ts'

const MOST_THREADS = 500

type Reader = { userId: string | null; mayModerate: boolean; macros: Record<string, string> }

const threadsFor = (userId: string | null) =>
  ({
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST_THREADS,
    select: {
      id: true,
      anchor: true,
      quote: true,
      resolvedAt: true,
      resolvedBy: { select: { name: true } },
      createdAt: true,
      comments: {
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          text: true,
          authorId: true,
          author: { select: { name: true } },
          createdAt: true,
          editedAt: true,
          deletedAt: true,
          // Those that call the reader, who has not looked yet.
          mentions: { where: { userId: userId ?? '', seenAt: null }, select: { commentId: true } },
        },
      },
    },
  }) satisfies Prisma.ThreadFindManyArgs
type ThreadRow = Prisma.ThreadGetPayload<ReturnType<typeof threadsFor>>

/** What stands now, by the thread's id, where threads are about; a passage that is gone is not among them. */
async function passagesOf(
  paperId: string,
  threads: readonly { id: string; anchor: Anchor | null; quote: string | null }[],
): Promise<Map<string, string>> {
  const anchored = threads.filter(({ anchor }) => anchor !== null)
  if (anchored.length === 0) return new Map()
  const stored = await unsafeLoadDocument(paperId)
  const doc = new Y.Doc()
  if (stored) applyUpdates(doc, stored.updates)
  const passages = new Map<string, string>()
  const text = noteText(doc).toString()
  for (const { id, anchor, quote } of anchored) {
    const range = anchor && passageRange(doc, anchor, quote)
    if (range) passages.set(id, text.slice(range.from, Math.min(range.to, range.from + MAX_QUOTE)))
  }
  doc.destroy()
  return passages
}

/**
 * What was said about a paper, as `reader` may see it. Unsafe: asks nobody; for callers that have
 * decided that this paper's discussion may be seen (getDiscussion, a share link that includes comments).
 */
export async function unsafeListThreads(paperId: string, reader: Reader): Promise<ThreadView[]> {
  return viewThreads(paperId, reader, await prisma().thread.findMany({ where: { paperId }, ...threadsFor(null) }))
}

async function viewThreads(paperId: string, reader: Reader, rows: readonly ThreadRow[]): Promise<ThreadView[]> {
  const threads = rows.map((thread) => {
    const anchor = anchorSchema.safeParse(thread.anchor)
    return { ...thread, anchor: anchor.success ? anchor.data : null }
  })
  const passages = await passagesOf(paperId, threads)
  const shown = threads.flatMap(({ comments }) => comments.filter(({ deletedAt }) => deletedAt === null))
  const texts = shown.map(({ text }) => withMentionMarks(text))
  const html = withinPage(texts, await renderEach(texts, { macros: reader.macros }))
  const rendered = new Map(shown.map(({ id }, at) => [id, html[at]]))
  return threads.map(({ resolvedAt, resolvedBy, comments, ...thread }) => ({
    ...thread,
    passage: passages.get(thread.id) ?? null,
    isOrphaned: thread.anchor !== null && !passages.has(thread.id),
    isResolved: resolvedAt !== null,
    resolvedByName: resolvedBy?.name ?? null,
    comments: comments.map((comment) => {
      const isOwn = comment.authorId !== null && comment.authorId === reader.userId
      const isDeleted = comment.deletedAt !== null
      return {
        id: comment.id,
        authorName: comment.author?.name ?? 'Somebody',
        ...(rendered.get(comment.id) ?? { html: '', hasMath: false }),
        text: isOwn && !isDeleted ? comment.text : null,
        createdAt: comment.createdAt,
        isEdited: comment.editedAt !== null,
        isDeleted,
        mayEdit: isOwn && !isDeleted,
        mayDelete: !isDeleted && (isOwn || reader.mayModerate),
      }
    }),
  }))
}

/** What is said about a paper and its note. @throws AppError not_found. */
export async function getDiscussion(access: ListAccess, paperId: string): Promise<Discussion> {
  const list = access.require('note.read')
  await requirePaper(access, paperId)
  const reader: Reader = {
    userId: access.userId,
    mayModerate: access.can('comment.moderate'),
    macros: list.katexMacros,
  }
  // One statement: the threads, and who may be called by name.
  const rows = await prisma().list.findUniqueOrThrow({
    where: { id: list.id },
    select: {
      members: {
        where: { user: { name: { not: null } } },
        orderBy: { user: { name: 'asc' } },
        take: 500,
        select: { user: { select: { name: true } } },
      },
      threads: { where: { paperId }, ...threadsFor(reader.userId) },
    },
  })
  const threads = await viewThreads(paperId, reader, rows.threads)
  const names = rows.members.flatMap(({ user }) => user.name ?? [])
  const callsReader = rows.threads.some(({ comments }) =>
    comments.some(({ deletedAt, mentions }) => deletedAt === null && mentions.length > 0),
  )
  return { threads, mayWrite: access.can('comment.write'), names, callsReader }
}

export type MentionView = { listSlug: string; paperId: string; paperTitle: string; authorName: string; at: Date }

/** Comments that call the actor and that they have not looked at yet, the newest first. */
export async function listOwnMentions(actor: Actor): Promise<MentionView[]> {
  if (actor.kind !== 'user') return []
  const mentions = await prisma().mention.findMany({
    where: {
      userId: actor.userId,
      seenAt: null,
      comment: {
        deletedAt: null,
        thread: {
          list: {
            members: { some: { userId: actor.userId } },
            ...(actor.provenFor === 'everything' ? {} : { id: { in: [...actor.provenFor] } }),
          },
          paper: { placements: { some: { removalId: null, section: { removalId: null } } } },
        },
      },
    },
    orderBy: { comment: { createdAt: 'desc' } },
    take: 50,
    select: {
      comment: {
        select: {
          createdAt: true,
          author: { select: { name: true } },
          thread: { select: { list: { select: { slug: true } }, paper: { select: { id: true, title: true } } } },
        },
      },
    },
  })
  return mentions.map(({ comment: { createdAt, author, thread } }) => ({
    listSlug: thread.list.slug,
    paperId: thread.paper.id,
    paperTitle: thread.paper.title,
    authorName: author?.name ?? 'Somebody',
    at: createdAt,
  }))
}
