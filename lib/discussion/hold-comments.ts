import { holdHtml } from '#lib/markdown/held-html.ts'
import type { ThreadView } from './schema.ts'

/** A source longer than this comes when its author edits it. In characters. */
const LONG = 1_000

/**
 * Threads for a page of the present request: markers in the place of large comments (`holdHtml`), and no long sources,
 * which a page would escape twice for the one author who may want to edit one.
 */
export const holdComments = (threads: readonly ThreadView[]): ThreadView[] =>
  threads.map((thread) => ({
    ...thread,
    comments: thread.comments.map((comment) => ({
      ...comment,
      html: holdHtml(comment.html),
      text: comment.text !== null && comment.text.length > LONG ? null : comment.text,
    })),
  }))
