'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { endSession } from '#lib/people/account-commands.ts'
import { defineAction } from '#lib/web/action.ts'
import { SESSION_COOKIES, sessionToken } from '#lib/web/session.ts'

/** Ends this browser's session, in the database too, so that the token is worth nothing to whoever kept it. */
export const signOutAction = defineAction(z.object({}), async () => {
  const token = await sessionToken()
  if (token) await endSession(token)
  const jar = await cookies()
  // A cookie named __Secure-… is only changed by one that is secure itself.
  for (const name of SESSION_COOKIES) {
    jar.set({ name, value: '', path: '/', maxAge: 0, httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Secure-') })
  }
  redirect('/')
})
