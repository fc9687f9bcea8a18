import type { Db } from '#prisma/client.ts'
import { type SignInLink, hashSignInToken, newSignInToken, signInLinkUrl } from './sign-in-links.ts'

/**
 * Writes a one-time link that signs its holder in as the person with this address. Unsafe: whoever
 * holds the link is that person, so the caller has asked `canMakeSignInLink`, or sends the link to
 * the person's own mailbox and shows it to nobody.
 * @param options.replace ends the links made for this person before.
 */
export async function unsafeWriteSignInLink(
  db: Db,
  email: string,
  options: { lifetimeMs: number; replace: boolean },
): Promise<SignInLink> {
  const now = new Date()
  const expired = { expires: { lt: now } }
  await db.verificationToken.deleteMany({ where: options.replace ? { OR: [expired, { identifier: email }] } : expired })
  const token = newSignInToken()
  const expires = new Date(now.getTime() + options.lifetimeMs)
  await db.verificationToken.create({ data: { identifier: email, token: hashSignInToken(token), expires } })
  return { url: signInLinkUrl(email, token), expires }
}

/** Ends every unused link of these people. Unsafe: asks nobody; the caller has checked that the actor may. */
export async function unsafeDropSignInLinks(db: Db, emails: string[]): Promise<void> {
  if (emails.length > 0) await db.verificationToken.deleteMany({ where: { identifier: { in: emails } } })
}
