'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { createDraft, discardDraft } from '#lib/readme/apply/draft-commands.ts'
import { startImportSchema } from '#lib/readme/apply/prepare/schema.ts'
import { undoImport } from '#lib/readme/apply/undo/undo-commands.ts'
import { clientOf, costly } from '#lib/limits/costly.ts'
import { cancelJob, enqueueJob } from '#lib/jobs/commands.ts'
import { getJob } from '#lib/jobs/queries.ts'
import { requireList } from '#lib/access/open-list.ts'
import { removeUpstream, setUpstream } from '#lib/intake/upstream/commands.ts'
import { createDraftFromUpstream } from '#lib/intake/upstream/draft-commands.ts'
import { upstreamSchema } from '#lib/intake/upstream/schema.ts'
import { defineAction } from '#lib/web/action.ts'
import { polledJob } from './polled-job.ts'
import { readGiven } from './read-given.ts'

const id = z.string().min(1).max(40)
const ofList = z.object({ list: z.string().min(1) })

/** Reads what was given and opens its preview; what of it could not be read is said first. */
export const startImportAction = defineAction(startImportSchema, async (actor, { list, given }) => {
  // Asked before anything is fetched or unpacked for them; createDraft asks again.
  await requireList(actor, { slug: list }, 'list.import')
  const { draft, warnings } = await costly('upload', clientOf(actor), async () => {
    const { input, warnings } = await readGiven(await given())
    return { draft: await createDraft(actor, { slug: list }, input), warnings }
  })
  const href = `/l/${list}/import/${draft.id}`
  if (warnings.length === 0) redirect(href)
  return { href, warnings }
})

export const discardDraftAction = defineAction(ofList.extend({ draft: id }), async (actor, { list, draft }) =>
  discardDraft(actor, { slug: list }, draft),
)

export const undoImportAction = defineAction(ofList.extend({ revision: id }), async (actor, { list, revision }) => {
  const result = await undoImport(actor, { slug: list }, revision)
  revalidatePath(`/l/${list}`, 'layout')
  return result
})

export const cancelJobAction = defineAction(ofList.extend({ job: id }), async (actor, { list, job }) =>
  cancelJob(actor, { slug: list }, job),
)

export const saveUpstreamAction = defineAction(ofList.and(upstreamSchema), async (actor, { list, ...fields }) =>
  setUpstream(actor, { slug: list }, fields),
)

export const forgetUpstreamAction = defineAction(ofList, async (actor, { list }) =>
  removeUpstream(actor, { slug: list }),
)

export const checkUpstreamAction = defineAction(ofList, async (actor, { list }) => {
  const job = await enqueueJob(actor, { slug: list }, { kind: 'upstream.check', input: {} })
  return polledJob(await getJob(actor, { slug: list }, job.id))
})

/** Fetches what upstream has now and opens its preview. */
export const reviewUpstreamAction = defineAction(ofList, async (actor, { list }) => {
  const draft = await createDraftFromUpstream(actor, { slug: list })
  redirect(`/l/${list}/import/${draft.id}`)
})

export const completeMetadataAction = defineAction(ofList, async (actor, { list }) => {
  const job = await enqueueJob(actor, { slug: list }, { kind: 'metadata.complete', input: {} })
  return polledJob(await getJob(actor, { slug: list }, job.id))
})
