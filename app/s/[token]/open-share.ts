import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { type ShareAccess, resolveShare } from '#lib/sharing/queries.ts'
import { type SharedHead, getSharedHead } from '#lib/sharing/shared-queries.ts'
import { UNLOCK_COOKIE } from '#lib/sharing/unlock-proof.ts'
import { forPage } from '#lib/web/page.ts'

/**
 * The share of the request, read once. Who is signed in does not matter here and is not looked at:
 * an admin sees what a stranger sees.
 */
export const findShare = cache(async (token: string): Promise<ShareAccess> => {
  const proof = (await cookies()).get(UNLOCK_COOKIE)?.value ?? null
  return resolveShare(token, proof)
})

/** The share of a page, past its password; who has not given it is asked for it and comes back to `paper`. */
export async function openShare(token: string, paper?: string): Promise<ShareAccess> {
  const share = await forPage(findShare(token))
  if (share.needsPassword) redirect(`/s/${token}/unlock${paper ? `?paper=${encodeURIComponent(paper)}` : ''}`)
  return share
}

/** What stands above every page of the share, read once for layout, page and metadata. */
export const sharedHead = cache((share: ShareAccess): Promise<SharedHead> => forPage(getSharedHead(share)))
