'use server'

import { revalidatePath } from 'next/cache'
import { siteUrl } from '#lib/accounts/sign-in-links.ts'
import { createShareLink, revokeShareLink } from '#lib/sharing/commands.ts'
import { createShareSchema, revokeShareSchema } from '#lib/sharing/schema.ts'
import { defineAction } from '#lib/web/action.ts'

/** The answer carries the address, the only time that it is to be seen. */
export const createShareLinkAction = defineAction(createShareSchema, async (actor, { list, ...link }) => {
  const { token } = await createShareLink(actor, { slug: list }, link)
  revalidatePath(`/l/${list}/sharing`)
  return { url: `${siteUrl()}/s/${token}` }
})

export const revokeShareLinkAction = defineAction(revokeShareSchema, async (actor, { list, id }) => {
  await revokeShareLink(actor, { slug: list }, id)
  revalidatePath(`/l/${list}/sharing`)
  return null
})
