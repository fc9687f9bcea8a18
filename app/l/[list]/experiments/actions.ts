'use server'

import { revalidatePath } from 'next/cache'
import { runRefSchema, saveRunInputSchema } from '#lib/experiments/action-schema.ts'
import { removeRun, saveRun } from '#lib/experiments/runs/run-commands.ts'
import { defineAction } from '#lib/web/action.ts'

export const saveRunAction = defineAction(saveRunInputSchema, async (actor, { list, slug, ...run }) =>
  saveRun(actor, { slug: list }, slug, run),
)

export const removeRunAction = defineAction(runRefSchema, async (actor, { list, run }) => {
  await removeRun(actor, { slug: list }, run)
  revalidatePath(`/l/${list}/experiments`, 'layout')
})
