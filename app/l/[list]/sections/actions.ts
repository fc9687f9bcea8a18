'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import {
  addSectionInputSchema,
  moveSectionInputSchema,
  renameSectionInputSchema,
  sectionRefSchema,
} from '#lib/lists/section-action-schema.ts'
import { addSection, moveSection, renameSection } from '#lib/lists/section-commands.ts'
import { removeSection } from '#lib/papers/removal-commands.ts'
import { defineListAction } from '#lib/web/action.ts'

export const addSectionAction = defineListAction(addSectionInputSchema, async (access, { list, ...input }) => {
  await addSection(access, input)
  revalidatePath(`/l/${list}`, 'layout')
})

export const renameSectionAction = defineListAction(
  renameSectionInputSchema,
  async (access, { list, section, title }) => {
    await renameSection(access, section, title)
    revalidatePath(`/l/${list}`, 'layout')
  },
)

export const moveSectionAction = defineListAction(
  moveSectionInputSchema,
  async (access, { list, section, direction, parentId, place }) => {
    const move = direction ? { direction } : { parentId, position: place === null ? null : place - 1 }
    await moveSection(access, section, move)
    revalidatePath(`/l/${list}`, 'layout')
  },
)

/** Back to the page with an offer to undo. */
export const removeSectionAction = defineListAction(sectionRefSchema, async (access, { list, section }) => {
  const { removalId } = await removeSection(access, section)
  revalidatePath(`/l/${list}`, 'layout')
  redirect(`/l/${list}/sections?removed=${removalId}`)
})
