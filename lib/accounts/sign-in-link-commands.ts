import { type Db, prisma } from '#prisma/client.ts'
import type { Proven } from './proof.ts'
import { type SignInLink, hashSignInToken, newSignInToken, signInLinkUrl } from './sign-in-links.ts'

/** What ends when a new link is made: those before it that prove the same. */
function replaced({ proof, listIds }: Proven) {
  return proof === 'LIST' ? { listIds: { hasSome: [...listIds] } } : { proof }
}

/**
 * Writes a one-time link that signs its holder in as the person with this address, as far as `proven`
 * says. Unsafe: whoever holds the link is that person there, so the caller has asked
 * `canMakeSignInLink`, or sends the link to the person's own mailbox and shows it to nobody.
 * @param options.replace ends the links made before for this person that prove the same.
 */
export async function unsafeWriteSignInLink(
  db: Db,
  email: string,
  options: { proven: Proven; lifetimeMs: number; replace: boolean },
): Promise<SignInLink> {
  const now = new Date()
  const { proven } = options
  const expired = { expires: { lt: now } }
  const before = { identifier: email, ...replaced(proven) }
  await db.verificationToken.deleteMany({ where: options.replace ? { OR: [expired, before] } : expired })
  const token = newSignInToken()
  const expires = new Date(now.getTime() + options.lifetimeMs)
  const { proof, listIds } = proven
  await db.verificationToken.create({
    data: { identifier: email, token: hashSignInToken(token), expires, proof, listIds: [...listIds] },
  })
  return { url: signInLinkUrl(email, token), expires }
}

/** Ends every unused link of these people. Unsafe: asks nobody; the caller has checked that the actor may. */
export async function unsafeDropSignInLinks(db: Db, emails: string[]): Promise<void> {
  if (emails.length > 0) await db.verificationToken.deleteMany({ where: { identifier: { in: emails } } })
}

/**
 * Ends the unused links that admins of lists handed out: all of a person's, all of one list, or a person's for
 * one list. Unsafe: asks nobody; the caller has checked that the actor may.
 */
export async function unsafeDropHandedOutLinks(db: Db, of: { email?: string; listId?: string }): Promise<void> {
  await db.verificationToken.deleteMany({
    where: {
      proof: { in: ['LIST', 'EARLIER'] },
      ...(of.email === undefined ? {} : { identifier: of.email }),
      ...(of.listId === undefined ? {} : { listIds: { has: of.listId } }),
    },
  })
}

/** Uses a link up and says what it proves; null where there is none. Unsafe: only sign-in may call it. */
export async function unsafeUseSignInLink(link: {
  identifier: string
  token: string
}): Promise<{ identifier: string; token: string; expires: Date; proven: Proven } | null> {
  const rows = await prisma().$queryRaw<(Proven & { identifier: string; token: string; expires: Date })[]>`
    delete from "VerificationToken" where "identifier" = ${link.identifier} and "token" = ${link.token}
    returning "identifier", "token", "expires", "proof"::text, "listIds"`
  if (!rows[0]) return null
  const { proof, listIds, ...used } = rows[0]
  return { ...used, proven: { proof, listIds } }
}
