'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { addPaperSchema } from '#lib/papers/action-schema.ts'
import { addPaper } from '#lib/papers/commands.ts'
import { defineAction } from '#lib/web/action.ts'

export const addPaperAction = defineAction(addPaperSchema, async (actor, { list, sectionId, ...fields }) => {
  const { id } = await addPaper(actor, { slug: list }, { sectionId, fields })
  revalidatePath(`/l/${list}`, 'layout')
  redirect(`/l/${list}/p/${id}`)
})
