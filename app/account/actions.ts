'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import {
  changeOwnEmail,
  endAllSessions,
  endOwnSession,
  endSession,
  renameSelf,
} from '#lib/accounts/account-commands.ts'
import { changeEmailSchema, endSessionSchema, nothingSchema, renameSchema } from '#lib/accounts/schema.ts'
import { defineAction } from '#lib/web/action.ts'
import { sessionToken } from '#lib/web/session.ts'
import { clearSessionCookie } from './clear-session-cookie.ts'

export const signOutAction = defineAction(nothingSchema, async () => {
  const token = await sessionToken()
  if (token) await endSession(token)
  await clearSessionCookie()
  redirect('/')
})

export const signOutEverywhereAction = defineAction(nothingSchema, async (actor) => {
  await endAllSessions(actor)
  await clearSessionCookie()
  redirect('/')
})

export const endSessionAction = defineAction(endSessionSchema, async (actor, { sessionId }) => {
  await endOwnSession(actor, sessionId)
  revalidatePath('/account')
})

export const renameAction = defineAction(renameSchema, async (actor, { name }) => {
  await renameSelf(actor, name)
  revalidatePath('/', 'layout')
})

export const changeEmailAction = defineAction(changeEmailSchema, async (actor, { email }) => {
  await changeOwnEmail(actor, email)
  revalidatePath('/', 'layout')
})
