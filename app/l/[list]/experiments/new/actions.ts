'use server'

import { revalidatePath } from 'next/cache'
import {
  compileDraftInputSchema,
  createExperimentInputSchema,
  renderDraftInputSchema,
  saveVersionInputSchema,
} from '#lib/experiments/action-schema.ts'
import { createExperiment, saveExperimentVersion } from '#lib/experiments/commands.ts'
import { compileDraft, renderDraft } from '#lib/experiments/draft-queries.ts'
import { defineAction } from '#lib/web/action.ts'

export const compileDraftAction = defineAction(compileDraftInputSchema, async (actor, { list, source }) =>
  compileDraft(actor, { slug: list }, source),
)

export const renderDraftAction = defineAction(renderDraftInputSchema, async (actor, { list, description }) =>
  renderDraft(actor, { slug: list }, description),
)

export const createExperimentAction = defineAction(
  createExperimentInputSchema,
  async (actor, { list, paper, ...text }) => {
    const created = await createExperiment(actor, { slug: list }, { ...text, paperId: paper })
    revalidatePath(`/l/${list}`, 'layout')
    return { ...created, version: 1 }
  },
)

export const saveVersionAction = defineAction(saveVersionInputSchema, async (actor, { list, slug, ...text }) => {
  const { version } = await saveExperimentVersion(actor, { slug: list }, slug, text)
  revalidatePath(`/l/${list}`, 'layout')
  return { slug, version }
})
