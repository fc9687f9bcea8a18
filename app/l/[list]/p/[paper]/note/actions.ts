'use server'

import { revalidatePath } from 'next/cache'
import {
  citedInputSchema,
  noteImageInputSchema,
  previewNoteInputSchema,
  saveNoteInputSchema,
  searchCitableInputSchema,
} from '#lib/notes/action-schema.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { previewNote } from '#lib/notes/render-queries.ts'
import { resolveCitations } from '#lib/notes/desk-queries.ts'
import { searchCitable } from '#lib/notes/citation-queries.ts'
import { addNoteImage } from '#lib/notes/image-commands.ts'
import { defineAction } from '#lib/web/action.ts'

export const saveNoteAction = defineAction(saveNoteInputSchema, async (actor, { list, paper, ...save }) => {
  const saved = await saveNote(actor, { slug: list }, paper, save)
  revalidatePath(`/l/${list}/p/${paper}`)
  return saved
})

export const previewNoteAction = defineAction(previewNoteInputSchema, async (actor, { list, paper, text }) =>
  previewNote(actor, { slug: list }, paper, text),
)

export const searchPapersAction = defineAction(searchCitableInputSchema, async (actor, { list, query }) =>
  searchCitable(actor, { slug: list }, query),
)

export const citedAction = defineAction(citedInputSchema, async (actor, { list, keys }) =>
  resolveCitations(actor, { slug: list }, keys),
)

export const uploadImageAction = defineAction(noteImageInputSchema, async (actor, { list, paper, file }) =>
  addNoteImage(actor, { slug: list }, paper, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }),
)
