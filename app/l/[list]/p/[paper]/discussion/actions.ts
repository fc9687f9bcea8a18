'use server'

import {
  commentRefSchema,
  editCommentInputSchema,
  mentionsSeenInputSchema,
  replyInputSchema,
  resolveInputSchema,
  startThreadInputSchema,
} from '#lib/discussion/action-schema.ts'
import {
  deleteComment,
  editComment,
  markMentionsSeen,
  replyInThread,
  resolveThread,
  startThread,
} from '#lib/discussion/commands.ts'
import { defineAction } from '#lib/web/action.ts'

// No page is revalidated: whoever shows a discussion asks its route again, one that writes in the note as well.

export const startThreadAction = defineAction(startThreadInputSchema, async (actor, { list, paper, ...thread }) =>
  startThread(actor, { slug: list }, paper, thread),
)

export const replyAction = defineAction(replyInputSchema, async (actor, { list, thread, text }) =>
  replyInThread(actor, { slug: list }, thread, text),
)

export const resolveThreadAction = defineAction(resolveInputSchema, async (actor, { list, thread, isResolved }) =>
  resolveThread(actor, { slug: list }, thread, isResolved),
)

export const editCommentAction = defineAction(editCommentInputSchema, async (actor, { list, comment, text }) =>
  editComment(actor, { slug: list }, comment, text),
)

export const deleteCommentAction = defineAction(commentRefSchema, async (actor, { list, comment }) =>
  deleteComment(actor, { slug: list }, comment),
)

export const markMentionsSeenAction = defineAction(mentionsSeenInputSchema, async (actor, { list, paper }) =>
  markMentionsSeen(actor, { slug: list }, paper),
)
