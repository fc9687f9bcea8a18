'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { undoRemovalSchema } from '#lib/papers/action-schema.ts'
import { undoRemoval } from '#lib/papers/removal-commands.ts'
import { defineListAction } from '#lib/web/action.ts'

const PAGES = { list: '', sections: '/sections', removed: '/removed' } as const

/** Puts back what was removed and returns to the page that offered it. */
export const undoRemovalAction = defineListAction(undoRemovalSchema, async (access, { list, removal, back }) => {
  await undoRemoval(access, removal)
  revalidatePath(`/l/${list}`, 'layout')
  if (back !== 'here') redirect(`/l/${list}${PAGES[back]}`)
})
