'use server'

import { revalidatePath } from 'next/cache'
import { runRefSchema, saveRunInputSchema } from '#lib/experiments/action-schema.ts'
import { removeRun, saveRun } from '#lib/experiments/runs/run-commands.ts'
import { defineListAction } from '#lib/web/action.ts'

export const saveRunAction = defineListAction(saveRunInputSchema, (access, { list: _list, slug, ...run }) =>
  saveRun(access, slug, run),
)

export const removeRunAction = defineListAction(runRefSchema, async (access, { list, run }) => {
  await removeRun(access, run)
  revalidatePath(`/l/${list}/experiments`, 'layout')
})
