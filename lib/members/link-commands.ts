import type { Actor } from '#lib/access/roles.ts'
import type { Change } from '#lib/access/change-list.ts'
import { canMail } from '#lib/accounts/mail.ts'
import { isWhole } from '#lib/accounts/proof.ts'
import { unsafeWriteSignInLink } from '#lib/accounts/sign-in-link-commands.ts'
import { HANDED_OUT_MS, type SignInLink } from '#lib/accounts/sign-in-links.ts'
import { type WhyNoLink, linkProof, whyNoSignInLink } from './policy.ts'
import { LINK_SUBJECT_SELECT, linkSubject } from './queries.ts'

export type MadeLink = {
  /** For the actor to hand on; null where the policy says no. */
  link: SignInLink | null
  /** Whether it opens every list of the person, or this one only. */
  opensAll: boolean
  withoutLink: WhyNoLink | null
  /** For the person's own mailbox, and shown to nobody else: given for people who have not proven yet who they are. */
  mailable: SignInLink | null
}

/**
 * Makes the one-time links for a person inside a change of a list, as far as the policy allows: one for the
 * actor to hand on, which proves what the actor vouches for, and one for the person's mailbox, which proves
 * the account. They are two, so that whoever sees the one has not the other.
 */
export async function makeLink(actor: Actor, { db, list }: Change, userId: string): Promise<MadeLink> {
  const { provenAt: here, user } = await db.member.findUniqueOrThrow({
    where: { listId_userId: { listId: list.id, userId } },
    select: { provenAt: true, user: { select: { email: true, ...LINK_SUBJECT_SELECT } } },
  })
  const subject = linkSubject(user, here)
  const withoutLink = whyNoSignInLink(actor, subject)
  const proven = linkProof(actor, list.id)
  const lifetimeMs = HANDED_OUT_MS
  const link =
    withoutLink === null ? await unsafeWriteSignInLink(db, user.email, { proven, lifetimeMs, replace: true }) : null
  const isPending = !subject.isProven && !subject.isInstallationAdmin
  const byMail = { proven: { proof: 'MAILBOX', listIds: [] }, lifetimeMs, replace: false } as const
  const mailable = isPending && canMail() ? await unsafeWriteSignInLink(db, user.email, byMail) : null
  return { link, opensAll: isWhole(proven), withoutLink, mailable }
}
