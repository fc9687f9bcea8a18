'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { changeRole, inviteMember, newLinkForMember, removeMember } from '#lib/members/commands.ts'
import { changeRoleSchema, inviteFormSchema, memberRefSchema } from '#lib/members/schema.ts'
import { defineListAction } from '#lib/web/action.ts'

export const inviteAction = defineListAction(inviteFormSchema, async (access, { list, ...input }) => {
  const invitation = await inviteMember(access, input)
  revalidatePath(`/l/${list}/members`)
  return invitation
})

export const newLinkAction = defineListAction(memberRefSchema, (access, { userId }) => {
  return newLinkForMember(access, userId)
})

export const changeRoleAction = defineListAction(changeRoleSchema, async (access, { list, ...input }) => {
  await changeRole(access, input)
  revalidatePath(`/l/${list}`, 'layout')
})

export const removeMemberAction = defineListAction(memberRefSchema, async (access, { list, userId }) => {
  await removeMember(access, userId)
  // Who removes themselves has nothing left to see here.
  const { actor } = access
  if (actor.kind === 'user' && actor.userId === userId && !actor.isInstallationAdmin) redirect('/')
  revalidatePath(`/l/${list}/members`)
})
