import type { Discussion } from '#lib/discussion/schema.ts'

/** A discussion as JSON brings it: its dates are text. */
type Sent<T> = T extends Date
  ? string
  : T extends (infer I)[]
    ? Sent<I>[]
    : T extends object
      ? { [K in keyof T]: Sent<T[K]> }
      : T

/** The discussion as it was before it was sent. */
export function readDiscussion(sent: Sent<Discussion>): Discussion {
  return {
    ...sent,
    threads: sent.threads.map((thread) => ({
      ...thread,
      createdAt: new Date(thread.createdAt),
      comments: thread.comments.map((comment) => ({ ...comment, createdAt: new Date(comment.createdAt) })),
    })),
  }
}
