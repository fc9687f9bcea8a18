import type { Actor } from '#lib/access.ts'
import type { Change } from '#lib/lists/change-list.ts'
import { canMail } from '#lib/people/mail.ts'
import { unsafeDropSignInLinks, unsafeWriteSignInLink } from '#lib/people/sign-in-link-commands.ts'
import { HANDED_OUT_MS, type SignInLink } from '#lib/people/sign-in-links.ts'
import { type WhyNoLink, whyNoSignInLink } from './policy.ts'
import { LINK_SUBJECT_SELECT, adminListIds, linkSubject } from './queries.ts'

export type MadeLink = {
  /** For the actor to hand on; null where the policy says no. */
  link: SignInLink | null
  withoutLink: WhyNoLink | null
  /** For the person's own mailbox: given for people who have not signed in, whether or not the actor may hold it. */
  mailable: SignInLink | null
}

/**
 * Makes a one-time link for a person inside a change of a list, as far as the policy allows. Earlier
 * links of somebody who has never signed in end in any case: an admin of another list may hold one,
 * and must not come into this list by it.
 */
export async function makeLink(actor: Actor, { db }: Change, userId: string): Promise<MadeLink> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, ...LINK_SUBJECT_SELECT },
  })
  const subject = linkSubject(user)
  const withoutLink = whyNoSignInLink(actor, subject, await adminListIds(actor, db))
  const mayHold = withoutLink === null
  const isPending = !subject.hasSignedIn && !subject.isInstallationAdmin
  if (isPending) await unsafeDropSignInLinks(db, [user.email])
  if (!mayHold && !(isPending && canMail())) return { link: null, withoutLink, mailable: null }
  const link = await unsafeWriteSignInLink(db, user.email, { lifetimeMs: HANDED_OUT_MS, replace: true })
  return { link: mayHold ? link : null, withoutLink, mailable: isPending ? link : null }
}
