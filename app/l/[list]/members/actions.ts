'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { changeRole, inviteMember, newLinkForMember, removeMember } from '#lib/members/commands.ts'
import { changeRoleSchema, inviteFormSchema, memberRefSchema } from '#lib/members/schema.ts'
import { defineAction } from '#lib/web/action.ts'

export const inviteAction = defineAction(inviteFormSchema, async (actor, { list, ...input }) => {
  const invitation = await inviteMember(actor, { slug: list }, input)
  revalidatePath(`/l/${list}/members`)
  return invitation
})

export const newLinkAction = defineAction(memberRefSchema, async (actor, { list, userId }) => {
  return newLinkForMember(actor, { slug: list }, userId)
})

export const changeRoleAction = defineAction(changeRoleSchema, async (actor, { list, ...input }) => {
  await changeRole(actor, { slug: list }, input)
  revalidatePath(`/l/${list}`, 'layout')
})

export const removeMemberAction = defineAction(memberRefSchema, async (actor, { list, userId }) => {
  await removeMember(actor, { slug: list }, userId)
  // Who removes themselves has nothing left to see here.
  if (actor.kind === 'user' && actor.userId === userId && !actor.isInstallationAdmin) redirect('/')
  revalidatePath(`/l/${list}/members`)
})
