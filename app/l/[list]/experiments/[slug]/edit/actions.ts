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
import { defineListAction } from '#lib/web/action.ts'

export const forkExperimentAction = defineListAction(forkInputSchema, async (access, { list, from, paper }) => {
  const copy = await forkExperiment(access, { from, paperId: paper })
  revalidatePath(`/l/${list}`, 'layout')
  return copy
})

export const removeExperimentAction = defineListAction(experimentRefSchema, async (access, { list, slug }) => {
  await removeExperiment(access, slug)
  revalidatePath(`/l/${list}`, 'layout')
})

export const restoreExperimentAction = defineListAction(experimentRefSchema, async (access, { list, slug }) => {
  await restoreExperiment(access, slug)
  revalidatePath(`/l/${list}`, 'layout')
})

/** An earlier text again, as a new version; what stands there now stays among the versions. */
export const restoreVersionAction = defineListAction(
  restoreVersionInputSchema,
  async (access, { list, slug, number, baseVersion }) => {
    const { source, description } = await getExperimentVersion(access, slug, number)
    const { version } = await saveExperimentVersion(access, slug, {
      source,
      description,
      baseVersion,
    })
    revalidatePath(`/l/${list}`, 'layout')
    return { version }
  },
)

/** Papers of the list to choose one from. */
export const searchPapersAction = defineListAction(searchPapersInputSchema, async (access, { query }) => {
  const { rows } = await listPapers(access, { ...FIRST_VIEW, q: query.trim() })
  const found = new Map(rows.map(({ id, title, year }) => [id, { id, title: plainText(title, 200), year }]))
  return [...found.values()].slice(0, 8)
})
