import { openList } from '#lib/access/open-list.ts'
import { z } from 'zod'
import { isAppError } from '#lib/errors.ts'
import type { JobHandler } from '#lib/jobs/registry.ts'
import { applyDraft } from './draft-commands.ts'
import { unsafeFindAppliedDraft } from './draft-queries.ts'

const inputSchema = z.object({ draftId: z.string() })

/** Applies a draft in the background. Its result names the import, whose page shows the report. */
export const importApplyHandler: JobHandler = async ({ job, actor, input, report, signal }) => {
  const { draftId } = inputSchema.parse(input)
  try {
    const { revisionId, hasChanges, counts } = await applyDraft(await openList(actor, { id: job.listId }), draftId, {
      report,
      signal,
    })
    return { revisionId, hasChanges, counts }
  } catch (error) {
    // Cut off after everything was written, before that could be said.
    const isGone = isAppError(error) && error.code === 'not_found' && job.attempt > 1
    const applied = isGone ? await unsafeFindAppliedDraft(job.listId, draftId) : null
    if (!applied) throw error
    return { revisionId: applied.id, hasChanges: true }
  }
}
