'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { movePaperSchema, paperRefSchema, placePaperSchema, placementRefSchema } from '#lib/papers/action-schema.ts'
import { movePaper, placePaper } from '#lib/papers/placement-commands.ts'
import { removePaper, removePlacement } from '#lib/papers/removal-commands.ts'
import { defineListAction } from '#lib/web/action.ts'

export const movePaperAction = defineListAction(
  movePaperSchema,
  async (access, { list, placement, sectionId, place }) => {
    await movePaper(access, placement, {
      sectionId,
      position: place === null ? null : place - 1,
    })
    revalidatePath(`/l/${list}`, 'layout')
  },
)

export const placePaperAction = defineListAction(placePaperSchema, async (access, { list, paper, sectionId }) => {
  await placePaper(access, paper, sectionId)
  revalidatePath(`/l/${list}`, 'layout')
})

/** Goes to the list, which offers to undo. */
export const removePaperAction = defineListAction(paperRefSchema, async (access, { list, paper }) => {
  const { removalId } = await removePaper(access, paper)
  revalidatePath(`/l/${list}`, 'layout')
  redirect(`/l/${list}?removed=${removalId}`)
})

/** The paper stays where else it stands, so the person stays on its page. */
export const removePlacementAction = defineListAction(placementRefSchema, async (access, { list, placement }) => {
  const { removalId } = await removePlacement(access, placement)
  revalidatePath(`/l/${list}`, 'layout')
  return { removalId }
})
