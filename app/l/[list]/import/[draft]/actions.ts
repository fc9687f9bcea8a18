'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { decisionsSchema } from '#lib/readme/plan/decisions.ts'
import { decideDraft } from '#lib/readme/apply/draft-commands.ts'
import { enqueueJob } from '#lib/jobs/commands.ts'
import { defineListAction } from '#lib/web/action.ts'

const target = z.object({ list: z.string().min(1), draft: z.string().min(1).max(40) })

/** Keeps what a person decided about the draft's entries, conflicts and removals. */
export const decideAction = defineListAction(
  target.extend({ decisions: decisionsSchema }),
  async (access, { draft, decisions }) => {
    await decideDraft(access, draft, decisions)
  },
)

/** Has the draft applied in the background and shows how far that is. */
export const applyDraftAction = defineListAction(target, async (access, { list, draft }) => {
  const job = await enqueueJob(access, {
    kind: 'import.apply',
    input: { draftId: draft },
  })
  redirect(`/l/${list}/import/applying/${job.id}?draft=${draft}`)
})
