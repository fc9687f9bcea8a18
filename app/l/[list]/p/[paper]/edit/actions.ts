'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { editPaperSchema } from '#lib/papers/action-schema.ts'
import { editPaper } from '#lib/papers/commands.ts'
import { defineAction } from '#lib/web/action.ts'

export const editPaperAction = defineAction(editPaperSchema, async (actor, { list, paper, baseVersion, ...fields }) => {
  await editPaper(actor, { slug: list }, paper, { fields, baseVersion })
  revalidatePath(`/l/${list}`, 'layout')
  redirect(`/l/${list}/p/${paper}`)
})
