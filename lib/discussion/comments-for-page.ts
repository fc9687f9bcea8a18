import { placeholderFor } from '#lib/markdown/extensions/html-placeholders.ts'
import type { ThreadView } from './schema.ts'

/** A source longer than this comes when its author edits it. In characters. */
const LONG = 1_000

/**
 * Threads for a page of the present request: placeholders for large comments (`placeholderFor`), and no long sources,
 * which a page would escape twice for the one author who may want to edit one.
 */
export const commentsForPage = (threads: readonly ThreadView[]): ThreadView[] =>
  threads.map((thread) => ({
    ...thread,
    comments: thread.comments.map((comment) => ({
      ...comment,
      html: placeholderFor(comment.html),
      text: comment.text !== null && comment.text.length > LONG ? null : comment.text,
    })),
  }))
