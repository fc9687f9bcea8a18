'use server'

import { redirect } from 'next/navigation'
import { requestSignInLink } from '#lib/accounts/commands.ts'
import { requestLinkSchema } from '#lib/accounts/schema.ts'
import { defineAction } from '#lib/web/action.ts'
import { clientAddress } from '#lib/web/client-address.ts'

export const requestLinkAction = defineAction(requestLinkSchema, async (_actor, { email }) => {
  await requestSignInLink(email, await clientAddress())
  redirect('/sign-in/sent')
})
