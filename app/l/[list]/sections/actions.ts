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
import { defineAction } from '#lib/web/action.ts'

export const addSectionAction = defineAction(addSectionInputSchema, async (actor, { list, ...input }) => {
  await addSection(actor, { slug: list }, input)
  revalidatePath(`/l/${list}`, 'layout')
})

export const renameSectionAction = defineAction(renameSectionInputSchema, async (actor, { list, section, title }) => {
  await renameSection(actor, { slug: list }, section, title)
  revalidatePath(`/l/${list}`, 'layout')
})

export const moveSectionAction = defineAction(
  moveSectionInputSchema,
  async (actor, { list, section, direction, parentId, place }) => {
    const move = direction ? { direction } : { parentId, position: place === null ? null : place - 1 }
    await moveSection(actor, { slug: list }, section, move)
    revalidatePath(`/l/${list}`, 'layout')
  },
)

/** Back to the page with an offer to undo. */
export const removeSectionAction = defineAction(sectionRefSchema, async (actor, { list, section }) => {
  const { removalId } = await removeSection(actor, { slug: list }, section)
  revalidatePath(`/l/${list}`, 'layout')
  redirect(`/l/${list}/sections?removed=${removalId}`)
})
