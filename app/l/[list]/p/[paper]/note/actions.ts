'use server'

import { resolveInputSchema } from '#lib/experiments/action-schema.ts'
import { resolveExperiments } from '#lib/experiments/resolve-queries.ts'
import { citedInputSchema, noteImageInputSchema, searchCitableInputSchema } from '#lib/notes/action-schema.ts'
import { resolveCitations } from '#lib/notes/desk-queries.ts'
import { searchCitable } from '#lib/notes/citation-queries.ts'
import { addNoteImage } from '#lib/notes/image-commands.ts'
import { defineListAction } from '#lib/web/action.ts'

export const searchPapersAction = defineListAction(searchCitableInputSchema, (access, { query }) =>
  searchCitable(access, query),
)

export const citedAction = defineListAction(citedInputSchema, (access, { keys }) => resolveCitations(access, keys))

export const placedAction = defineListAction(resolveInputSchema, (access, { slugs }) =>
  resolveExperiments(access, slugs),
)

export const uploadImageAction = defineListAction(noteImageInputSchema, async (access, { paper, file }) =>
  addNoteImage(access, paper, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  }),
)
