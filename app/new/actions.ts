'use server'

import { redirect } from 'next/navigation'
import { createList } from '#lib/lists/commands.ts'
import { newListSchema } from '#lib/lists/schema.ts'
import { defineAction } from '#lib/web/action.ts'

export const createListAction = defineAction(newListSchema, async (actor, input) => {
  const { slug } = await createList(actor, input)
  redirect(`/l/${slug}`)
})
