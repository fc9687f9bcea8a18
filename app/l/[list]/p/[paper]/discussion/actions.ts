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
import { defineListAction } from '#lib/web/action.ts'

// No page is revalidated: whoever shows a discussion asks its route again, one that writes in the note as well.

export const startThreadAction = defineListAction(startThreadInputSchema, (access, { list: _list, paper, ...thread }) =>
  startThread(access, paper, thread),
)

export const replyAction = defineListAction(replyInputSchema, (access, { thread, text }) =>
  replyInThread(access, thread, text),
)

export const resolveThreadAction = defineListAction(resolveInputSchema, (access, { thread, isResolved }) =>
  resolveThread(access, thread, isResolved),
)

export const editCommentAction = defineListAction(editCommentInputSchema, (access, { comment, text }) =>
  editComment(access, comment, text),
)

export const deleteCommentAction = defineListAction(commentRefSchema, (access, { comment }) =>
  deleteComment(access, comment),
)

export const markMentionsSeenAction = defineListAction(mentionsSeenInputSchema, (access, { paper }) =>
  markMentionsSeen(access, paper),
)
