'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { deleteList, editList } from '#lib/lists/commands.ts'
import { deleteListSchema, settingsFormSchema } from '#lib/lists/settings-schema.ts'
import { defineAction } from '#lib/web/action.ts'

export const saveSettingsAction = defineAction(settingsFormSchema, async (actor, { list, ...edit }) => {
  const { slug } = await editList(actor, { slug: list }, edit)
  revalidatePath(`/l/${slug}`, 'layout')
  if (slug !== list) redirect(`/l/${slug}/settings`)
})

export const deleteListAction = defineAction(deleteListSchema, async (actor, { list }) => {
  await deleteList(actor, { slug: list })
  revalidatePath('/')
  redirect('/')
})
