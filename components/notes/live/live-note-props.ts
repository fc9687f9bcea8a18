import type { DiscussionActions } from '#components/discussion/discussion-types.ts'
import type { ResolvedCitation } from '#lib/markdown/extensions/citations.ts'
import type { ResolvedExperiment } from '#lib/markdown/extensions/experiments.ts'
import type { Citable } from '#lib/notes/citation.ts'
import type { Find } from './preview/use-found.ts'

/** An image of the list that a note may show. */
export type LiveImage = { path: string; sha256: string; width: number | null; height: number | null }

/** What the editor of a note is given. */
export type LiveNoteProps = {
  target: { list: string; paper: string }
  userId: string
  socketPath: string
  /** The address of the list: images are served below it. */
  base: string
  macros: Record<string, string>
  images: readonly LiveImage[]
  /** What the list offers to begin a note with. */
  template: string | null
  doneHref: string
  searchPapers: (query: string) => Promise<readonly Citable[]>
  findCited: Find<ResolvedCitation>
  findPlaced: Find<ResolvedExperiment>
  /** Stores a picture with the list. @returns its name there, or why it was refused, and whether trying again may help. */
  uploadImage: (
    file: File,
  ) => Promise<{ ok: true; image: LiveImage } | { ok: false; message: string; isTransient: boolean }>
  /** The address of the discussion's JSON, and what can be done in it. */
  discussionAddress: string
  discussionActions: DiscussionActions
}
