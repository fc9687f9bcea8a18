'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { editPaperSchema } from '#lib/papers/action-schema.ts'
import { editPaper } from '#lib/papers/commands.ts'
import { defineListAction } from '#lib/web/action.ts'

export const editPaperAction = defineListAction(
  editPaperSchema,
  async (access, { list, paper, baseVersion, ...fields }) => {
    await editPaper(access, paper, { fields, baseVersion })
    revalidatePath(`/l/${list}`, 'layout')
    redirect(`/l/${list}/p/${paper}`)
  },
)
