'use server'

import { resolveInputSchema } from '#lib/experiments/action-schema.ts'
import { resolveExperiments } from '#lib/experiments/resolve-queries.ts'
import { citedInputSchema, noteImageInputSchema, searchCitableInputSchema } from '#lib/notes/action-schema.ts'
import { resolveCitations } from '#lib/notes/desk-queries.ts'
import { searchCitable } from '#lib/notes/citation-queries.ts'
import { addNoteImage } from '#lib/notes/image-commands.ts'
import { defineAction } from '#lib/web/action.ts'

export const searchPapersAction = defineAction(searchCitableInputSchema, async (actor, { list, query }) =>
  searchCitable(actor, { slug: list }, query),
)

export const citedAction = defineAction(citedInputSchema, async (actor, { list, keys }) =>
  resolveCitations(actor, { slug: list }, keys),
)

export const placedAction = defineAction(resolveInputSchema, async (actor, { list, slugs }) =>
  resolveExperiments(actor, { slug: list }, slugs),
)

export const uploadImageAction = defineAction(noteImageInputSchema, async (actor, { list, paper, file }) =>
  addNoteImage(actor, { slug: list }, paper, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }),
)
