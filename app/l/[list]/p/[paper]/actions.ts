'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { movePaperSchema, paperRefSchema, placePaperSchema, placementRefSchema } from '#lib/papers/action-schema.ts'
import { movePaper, placePaper } from '#lib/papers/placement-commands.ts'
import { removePaper, removePlacement } from '#lib/papers/removal-commands.ts'
import { defineAction } from '#lib/web/action.ts'

export const movePaperAction = defineAction(movePaperSchema, async (actor, { list, placement, sectionId, place }) => {
  await movePaper(actor, { slug: list }, placement, { sectionId, position: place === null ? null : place - 1 })
  revalidatePath(`/l/${list}`, 'layout')
})

export const placePaperAction = defineAction(placePaperSchema, async (actor, { list, paper, sectionId }) => {
  await placePaper(actor, { slug: list }, paper, sectionId)
  revalidatePath(`/l/${list}`, 'layout')
})

/** Goes to the list, which offers to undo. */
export const removePaperAction = defineAction(paperRefSchema, async (actor, { list, paper }) => {
  const { removalId } = await removePaper(actor, { slug: list }, paper)
  revalidatePath(`/l/${list}`, 'layout')
  redirect(`/l/${list}?removed=${removalId}`)
})

/** The paper stays where else it stands, so the person stays on its page. */
export const removePlacementAction = defineAction(placementRefSchema, async (actor, { list, placement }) => {
  const { removalId } = await removePlacement(actor, { slug: list }, placement)
  revalidatePath(`/l/${list}`, 'layout')
  return { removalId }
})
