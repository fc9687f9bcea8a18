'use server'

import {
  compileDraftInputSchema,
  createExperimentInputSchema,
  renderDraftInputSchema,
  saveVersionInputSchema,
} from '#lib/experiments/action-schema.ts'
import { createExperiment, saveExperimentVersion } from '#lib/experiments/authored/commands.ts'
import { compileDraft, renderDraft } from '#lib/experiments/authored/draft-queries.ts'
import { defineAction } from '#lib/web/action.ts'

export const compileDraftAction = defineAction(compileDraftInputSchema, async (actor, { list, source }) =>
  compileDraft(actor, { slug: list }, source),
)

export const renderDraftAction = defineAction(renderDraftInputSchema, async (actor, { list, description }) =>
  renderDraft(actor, { slug: list }, description),
)

// Saving refreshes no page: the one that it is called from keeps its editor, its undo and its runs.
export const createExperimentAction = defineAction(
  createExperimentInputSchema,
  async (actor, { list, paper, ...text }) => {
    const created = await createExperiment(actor, { slug: list }, { ...text, paperId: paper })
    return { ...created, version: 1 }
  },
)

export const saveVersionAction = defineAction(saveVersionInputSchema, async (actor, { list, slug, ...text }) => {
  const { version } = await saveExperimentVersion(actor, { slug: list }, slug, text)
  return { slug, version }
})
