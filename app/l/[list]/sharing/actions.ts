'use server'

import { revalidatePath } from 'next/cache'
import { siteUrl } from '#lib/accounts/sign-in-links.ts'
import { createShareLink, revokeShareLink } from '#lib/sharing/commands.ts'
import { createShareSchema, revokeShareSchema } from '#lib/sharing/schema.ts'
import { defineListAction } from '#lib/web/action.ts'

/** The answer carries the address, the only time that it is to be seen. */
export const createShareLinkAction = defineListAction(createShareSchema, async (access, { list, ...link }) => {
  const { token } = await createShareLink(access, link)
  revalidatePath(`/l/${list}/sharing`)
  return { url: `${siteUrl()}/s/${token}` }
})

export const revokeShareLinkAction = defineListAction(revokeShareSchema, async (access, { list, id }) => {
  await revokeShareLink(access, id)
  revalidatePath(`/l/${list}/sharing`)
  return null
})
