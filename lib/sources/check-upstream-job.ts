import type { JobHandler } from '#lib/jobs/registry.ts'
import { checkUpstream } from './commands.ts'
import { unsafeFindUpstream } from './queries.ts'

/** Looks at the address that a list is kept at; its page shows what was found. Interrupted, it looks again. */
export const upstreamCheckHandler: JobHandler = async ({ job, actor, report, signal }) => {
  // Taken away since the look was asked for: nothing is wrong, there is nothing to do.
  if (!(await unsafeFindUpstream(job.listId))) return { status: 'removed' }
  report({ step: 'Looking at the list’s address', done: 0, total: 1 })
  const { news, error } = await checkUpstream(actor, { id: job.listId }, { signal })
  report({ step: 'Looking at the list’s address', done: 1, total: 1 })
  return { status: error === null ? 'looked' : 'failed', news, error }
}
