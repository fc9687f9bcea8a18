'use server'

import { revalidatePath } from 'next/cache'
import { importReadme } from '#lib/importing/commands.ts'
import { applyFormSchema, importFormSchema } from '#lib/importing/schema.ts'
import { defineAction } from '#lib/web/action.ts'

export const previewImportAction = defineAction(importFormSchema, async (actor, { list, input }) =>
  importReadme(actor, { slug: list }, await input(), { dryRun: true }),
)

export const applyImportAction = defineAction(applyFormSchema, async (actor, { list, input, expect }) => {
  const report = await importReadme(actor, { slug: list }, await input(), { expect })
  revalidatePath(`/l/${list}`, 'layout')
  return report
})
