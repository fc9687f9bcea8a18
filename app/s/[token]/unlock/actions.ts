'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { isAppError } from '#lib/errors.ts'
import { siteUrl } from '#lib/accounts/sign-in-links.ts'
import { unlockShare } from '#lib/sharing/commands.ts'
import { unlockShareSchema } from '#lib/sharing/schema.ts'
import { UNLOCK_COOKIE } from '#lib/sharing/unlock-proof.ts'
import { defineAction } from '#lib/web/action.ts'
import { clientAddress } from '#lib/web/client-address.ts'

/** Minutes to wait, or that the password was wrong, as the form's address says it: it works without JavaScript. */
function refusal(error: unknown): [string, string] | null {
  if (!isAppError(error)) return null
  if (error.code === 'invalid') return ['wrong', '1']
  if (error.code !== 'rate_limited') return null
  const { minutes } = error.details as { minutes: number }
  return ['wait', String(minutes)]
}

export const unlockShareAction = defineAction(unlockShareSchema, async (_actor, { token, password, paper }) => {
  const base = `/s/${encodeURIComponent(token)}`
  try {
    const proof = await unlockShare(token, password, await clientAddress())
    if (proof) {
      const jar = await cookies()
      jar.set(UNLOCK_COOKIE, proof.value, {
        path: base,
        expires: proof.expires,
        httpOnly: true,
        sameSite: 'lax',
        secure: siteUrl().startsWith('https:'),
      })
    }
  } catch (error) {
    const refused = refusal(error)
    // An unknown link has no form to go back to: its own page says that there is nothing.
    if (!refused && isAppError(error)) redirect(base)
    if (!refused) throw error
    redirect(`${base}/unlock?${new URLSearchParams([refused, ...(paper ? [['paper', paper]] : [])])}`)
  }
  redirect(paper ? `${base}/p/${encodeURIComponent(paper)}` : base)
})
