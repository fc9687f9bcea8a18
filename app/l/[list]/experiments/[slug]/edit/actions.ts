'use server'

import { revalidatePath } from 'next/cache'
import {
  experimentRefSchema,
  forkInputSchema,
  restoreVersionInputSchema,
  searchPapersInputSchema,
} from '#lib/experiments/action-schema.ts'
import {
  forkExperiment,
  removeExperiment,
  restoreExperiment,
  saveExperimentVersion,
} from '#lib/experiments/authored/commands.ts'
import { getExperimentVersion } from '#lib/experiments/authored/version-queries.ts'
import { plainText } from '#lib/markdown/plain-text.ts'
import { listPapers } from '#lib/papers/queries.ts'
import { FIRST_VIEW } from '#lib/papers/view/view.ts'
import { defineAction } from '#lib/web/action.ts'

export const forkExperimentAction = defineAction(forkInputSchema, async (actor, { list, from, paper }) => {
  const copy = await forkExperiment(actor, { slug: list }, { from, paperId: paper })
  revalidatePath(`/l/${list}`, 'layout')
  return copy
})

export const removeExperimentAction = defineAction(experimentRefSchema, async (actor, { list, slug }) => {
  await removeExperiment(actor, { slug: list }, slug)
  revalidatePath(`/l/${list}`, 'layout')
})

export const restoreExperimentAction = defineAction(experimentRefSchema, async (actor, { list, slug }) => {
  await restoreExperiment(actor, { slug: list }, slug)
  revalidatePath(`/l/${list}`, 'layout')
})

/** An earlier text again, as a new version; what stands there now stays among the versions. */
export const restoreVersionAction = defineAction(
  restoreVersionInputSchema,
  async (actor, { list, slug, number, baseVersion }) => {
    const ref = { slug: list }
    const { source, description } = await getExperimentVersion(actor, ref, slug, number)
    const { version } = await saveExperimentVersion(actor, ref, slug, { source, description, baseVersion })
    revalidatePath(`/l/${list}`, 'layout')
    return { version }
  },
)

/** Papers of the list to choose one from. */
export const searchPapersAction = defineAction(searchPapersInputSchema, async (actor, { list, query }) => {
  const { rows } = await listPapers(actor, list, { ...FIRST_VIEW, q: query.trim() })
  const found = new Map(rows.map(({ id, title, year }) => [id, { id, title: plainText(title, 200), year }]))
  return [...found.values()].slice(0, 8)
})
