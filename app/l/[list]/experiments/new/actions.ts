'use server'

import {
  compileDraftInputSchema,
  createExperimentInputSchema,
  renderDraftInputSchema,
  saveVersionInputSchema,
} from '#lib/experiments/action-schema.ts'
import { createExperiment, saveExperimentVersion } from '#lib/experiments/authored/commands.ts'
import { compileDraft, renderDraft } from '#lib/experiments/authored/draft-queries.ts'
import { defineListAction } from '#lib/web/action.ts'

export const compileDraftAction = defineListAction(compileDraftInputSchema, (access, { source }) =>
  compileDraft(access, source),
)

export const renderDraftAction = defineListAction(renderDraftInputSchema, (access, { description }) =>
  renderDraft(access, description),
)

// Saving refreshes no page: the one that it is called from keeps its editor, its undo and its runs.
export const createExperimentAction = defineListAction(
  createExperimentInputSchema,
  async (access, { list: _list, paper, ...text }) => {
    const created = await createExperiment(access, { ...text, paperId: paper })
    return { ...created, version: 1 }
  },
)

export const saveVersionAction = defineListAction(
  saveVersionInputSchema,
  async (access, { list: _list, slug, ...text }) => {
    const { version } = await saveExperimentVersion(access, slug, text)
    return { slug, version }
  },
)
