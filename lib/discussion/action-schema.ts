import { z } from 'zod'
import { commentTextSchema, newThreadSchema } from './schema.ts'

/** What the forms and the note's editor send about discussions. */

const id = z.string().min(1).max(64)
const list = z.string().min(1).max(100)

export const startThreadInputSchema = newThreadSchema.extend({ list, paper: id })
export const replyInputSchema = z.object({ list, thread: id, text: commentTextSchema })
export const resolveInputSchema = z.object({ list, thread: id, isResolved: z.boolean() })
export const editCommentInputSchema = z.object({ list, comment: id, text: commentTextSchema })
export const commentRefSchema = z.object({ list, comment: id })
export const mentionsSeenInputSchema = z.object({ list, paper: id })
