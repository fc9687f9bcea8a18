'use server'

import { revalidatePath } from 'next/cache'
import { previewNoteInputSchema, saveNoteInputSchema } from '#lib/notes/action-schema.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { previewNote } from '#lib/notes/render-queries.ts'
import { defineAction } from '#lib/web/action.ts'

export const saveNoteAction = defineAction(saveNoteInputSchema, async (actor, { list, paper, ...save }) => {
  const saved = await saveNote(actor, { slug: list }, paper, save)
  revalidatePath(`/l/${list}/p/${paper}`)
  return saved
})

export const previewNoteAction = defineAction(previewNoteInputSchema, async (actor, { list, paper, text }) =>
  previewNote(actor, { slug: list }, paper, text),
)
