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
import { removeUpstream, setUpstream } from '#lib/intake/upstream/commands.ts'
import { createDraftFromUpstream } from '#lib/intake/upstream/draft-commands.ts'
import { upstreamSchema } from '#lib/intake/upstream/schema.ts'
import { defineListAction } from '#lib/web/action.ts'
import { polledJob } from './polled-job.ts'
import { readGiven } from './read-given.ts'

const id = z.string().min(1).max(40)
const ofList = z.object({ list: z.string().min(1) })

/** Reads what was given and opens its preview; what of it could not be read is said first. */
export const startImportAction = defineListAction(startImportSchema, async (access, { list, given }) => {
  // Asked before anything is fetched or unpacked for them; createDraft asks again.
  access.require('list.import')
  const { draft, warnings } = await costly('upload', clientOf(access.actor), async () => {
    const { input, warnings } = await readGiven(await given())
    return { draft: await createDraft(access, input), warnings }
  })
  const href = `/l/${list}/import/${draft.id}`
  if (warnings.length === 0) redirect(href)
  return { href, warnings }
})

export const discardDraftAction = defineListAction(ofList.extend({ draft: id }), (access, { draft }) =>
  discardDraft(access, draft),
)

export const undoImportAction = defineListAction(
  ofList.extend({ revision: id }),
  async (access, { list, revision }) => {
    const result = await undoImport(access, revision)
    revalidatePath(`/l/${list}`, 'layout')
    return result
  },
)

export const cancelJobAction = defineListAction(ofList.extend({ job: id }), (access, { job }) => cancelJob(access, job))

export const saveUpstreamAction = defineListAction(ofList.and(upstreamSchema), (access, { list: _list, ...fields }) =>
  setUpstream(access, fields),
)

export const forgetUpstreamAction = defineListAction(ofList, (access) => removeUpstream(access))

export const checkUpstreamAction = defineListAction(ofList, async (access) => {
  const job = await enqueueJob(access, { kind: 'upstream.check', input: {} })
  return polledJob(await getJob(access, job.id))
})

/** Fetches what upstream has now and opens its preview. */
export const reviewUpstreamAction = defineListAction(ofList, async (access, { list }) => {
  const draft = await createDraftFromUpstream(access)
  redirect(`/l/${list}/import/${draft.id}`)
})

export const completeMetadataAction = defineListAction(ofList, async (access) => {
  const job = await enqueueJob(access, { kind: 'metadata.complete', input: {} })
  return polledJob(await getJob(access, job.id))
})
