'use server'

import { revalidatePath } from 'next/cache'
import { nameVersionInputSchema, restoreVersionInputSchema } from '#lib/notes/action-schema.ts'
import { nameNoteVersion, restoreNoteVersion } from '#lib/notes/history/history-commands.ts'
import { defineAction } from '#lib/web/action.ts'

export const restoreVersionAction = defineAction(restoreVersionInputSchema, async (actor, { list, paper, version }) => {
  const restored = await restoreNoteVersion(actor, { slug: list }, paper, version)
  revalidatePath(`/l/${list}/p/${paper}`, 'layout')
  return restored
})

export const nameVersionAction = defineAction(nameVersionInputSchema, async (actor, { list, paper, name }) => {
  const named = await nameNoteVersion(actor, { slug: list }, paper, name)
  revalidatePath(`/l/${list}/p/${paper}/history`)
  return named
})
