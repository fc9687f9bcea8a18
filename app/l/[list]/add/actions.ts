'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { addPaperSchema } from '#lib/papers/action-schema.ts'
import { addPaper } from '#lib/papers/commands.ts'
import { defineListAction } from '#lib/web/action.ts'

export const addPaperAction = defineListAction(addPaperSchema, async (access, { list, sectionId, ...fields }) => {
  const { id } = await addPaper(access, { sectionId, fields })
  revalidatePath(`/l/${list}`, 'layout')
  redirect(`/l/${list}/p/${id}`)
})
