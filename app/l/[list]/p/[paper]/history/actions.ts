'use server'

import { revalidatePath } from 'next/cache'
import { nameVersionInputSchema, restoreVersionInputSchema } from '#lib/notes/action-schema.ts'
import { nameNoteVersion, restoreNoteVersion } from '#lib/notes/history/history-commands.ts'
import { defineListAction } from '#lib/web/action.ts'

export const restoreVersionAction = defineListAction(
  restoreVersionInputSchema,
  async (access, { list, paper, version }) => {
    const restored = await restoreNoteVersion(access, paper, version)
    revalidatePath(`/l/${list}/p/${paper}`, 'layout')
    return restored
  },
)

export const nameVersionAction = defineListAction(nameVersionInputSchema, async (access, { list, paper, name }) => {
  const named = await nameNoteVersion(access, paper, name)
  revalidatePath(`/l/${list}/p/${paper}/history`)
  return named
})
