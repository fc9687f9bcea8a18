import { z } from 'zod'
import { MAX_QUOTE } from './quote.ts'

const MAX_COMMENT = 10_000

export const commentTextSchema = z
  .string()
  .transform((text) => text.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().min(1, 'Write something first.').max(MAX_COMMENT, 'A comment has at most 10,000 characters.'))

/** Yjs relative positions, encoded, in base64: they stay with their characters whatever is written around them. */
const position = z.string().regex(/^[A-Za-z0-9+/]{1,300}={0,2}$/, 'Not a position in a note.')
export const anchorSchema = z.object({ start: position, end: position })
export type Anchor = z.output<typeof anchorSchema>

export const newThreadSchema = z.object({
  text: commentTextSchema,
  anchor: anchorSchema.nullable().default(null),
  /** The passage as it reads now. */
  quote: z.string().max(MAX_QUOTE).nullable().default(null),
})
export type NewThread = z.output<typeof newThreadSchema>

export type CommentView = {
  id: string
  authorName: string
  /** HTML from the one pipeline; empty where the comment was taken back. */
  html: string
  hasMath: boolean
  /** Its source, for its author; null for everybody else, and where a page leaves a long one out (`commentsForPage`). */
  text: string | null
  mayEdit: boolean
  createdAt: Date
  isEdited: boolean
  isDeleted: boolean
  mayDelete: boolean
}

export type ThreadView = {
  id: string
  anchor: Anchor | null
  /** The passage as it read when the thread began. */
  quote: string | null
  /** The passage as it reads in the note now; null where there is none. */
  passage: string | null
  /** The passage it was anchored to is gone from the note. */
  isOrphaned: boolean
  isResolved: boolean
  resolvedByName: string | null
  createdAt: Date
  comments: CommentView[]
}

export type Discussion = {
  threads: ThreadView[]
  mayWrite: boolean
  /** Whom a comment can call. */
  names: string[]
  /** Somebody called the reader here, and they have not looked at it yet. */
  callsReader: boolean
}
