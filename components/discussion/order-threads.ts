import type { ThreadView } from '#lib/discussion/schema.ts'

type Range = { from: number; to: number }
export type OrderedThreads = {
  /** About passages, in the order of the text. */
  passages: ThreadView[]
  /** About the paper as a whole. */
  general: ThreadView[]
  /** About passages that are gone. */
  orphaned: ThreadView[]
  resolved: ThreadView[]
}

/**
 * The threads as they are listed. `ranges`: where passages are in the text right now; without it the
 * server's word counts for whether a passage is still there, and the oldest thread comes first.
 * `held`: threads that stay where they are although they were resolved meanwhile, since somebody writes in them.
 */
export function orderThreads(
  threads: readonly ThreadView[],
  ranges: ReadonlyMap<string, Range> | null = null,
  held: ReadonlySet<string> = new Set(),
): OrderedThreads {
  const isSettled = (thread: ThreadView) => thread.isResolved && !held.has(thread.id)
  const isGone = (thread: ThreadView) => (ranges ? !ranges.has(thread.id) : thread.isOrphaned)
  const open = threads.filter((thread) => !isSettled(thread))
  const anchored = open.filter((thread) => thread.anchor !== null)
  const start = (thread: ThreadView) => ranges?.get(thread.id)?.from ?? 0
  return {
    passages: anchored.filter((thread) => !isGone(thread)).sort((a, b) => start(a) - start(b)),
    general: open.filter((thread) => thread.anchor === null),
    orphaned: anchored.filter(isGone),
    resolved: threads.filter(isSettled),
  }
}
