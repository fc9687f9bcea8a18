import { defineTask } from '#lib/work/define-task.ts'
import type { Page } from '#lib/paging.ts'
import { inWords } from '#lib/work/in-words.ts'
import type { diffWork } from './diff-work.ts'
import type { DiffLine } from './line-diff.ts'

const diffTask = defineTask<typeof diffWork>({
  file: 'lib/notes/history/diff-work.ts',
  name: 'diffWork',
  lane: 'page',
  // Two texts of 100,000 lines each without one in common take 1.9 s on a busy machine.
  cpuMs: 5000,
  outputBytes: 16 * 1024 * 1024,
})

/** A page of lineDiff, in the worker pool. @throws AppError too_large, unavailable where too much is waiting. */
export async function lineDiffApart(before: string, after: string, page = 1): Promise<Page<DiffLine>> {
  if (before === after) return { rows: [], page: 1, pages: 1 }
  return inWords(diffTask({ before, after, page }), {
    tooMuch: 'These two versions differ in more than can be shown. Both are kept as they are.',
    busy: 'Colloquium is busy; try again in a moment.',
  })
}
