'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { deleteList, editList } from '#lib/lists/commands.ts'
import { deleteListSchema, settingsFormSchema } from '#lib/lists/settings-schema.ts'
import { defineListAction } from '#lib/web/action.ts'

export const saveSettingsAction = defineListAction(settingsFormSchema, async (access, { list, ...edit }) => {
  const { slug } = await editList(access, edit)
  revalidatePath(`/l/${slug}`, 'layout')
  if (slug !== list) redirect(`/l/${slug}/settings`)
})

export const deleteListAction = defineListAction(deleteListSchema, async (access) => {
  await deleteList(access)
  revalidatePath('/')
  redirect('/')
})
