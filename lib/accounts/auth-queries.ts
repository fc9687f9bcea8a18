import { prisma } from '#prisma/client.ts'
import { type Proven, isWhole } from './proof.ts'
import { verifiedEmail } from './verified-email.ts'

/** Why somebody may not sign in; the sign-in page has words for each. */
export type SignInRefusal = 'NotInvited' | 'EmailNotVerified' | 'ProvenSince'

/** Whether anybody was invited with this address. */
async function isInvited(email: string): Promise<boolean> {
  return (await prisma().user.findUnique({ where: { email }, select: { id: true } })) !== null
}

/**
 * Whether the holder of a one-time link may sign in: null, or why not. A list's link opens neither an
 * installation admin's account nor one whose person has proven since that it is theirs.
 * @param proven what the link proves.
 */
export async function refuseEmailSignIn(email: string, proven: Proven): Promise<SignInRefusal | null> {
  const person = await prisma().user.findUnique({
    where: { email },
    select: { isInstallationAdmin: true, provenAt: true },
  })
  if (!person) return 'NotInvited'
  const isTaken = person.isInstallationAdmin || (proven.proof === 'LIST' && person.provenAt !== null)
  return isTaken && !isWhole(proven) ? 'ProvenSince' : null
}

/**
 * Whether a provider's account may sign in: null, or why not. An account that was joined to a person
 * before may; otherwise the provider must vouch for an address that somebody was invited with.
 * @param claims as the provider sent them.
 */
export async function refuseProviderSignIn(
  account: { provider: string; providerAccountId: string },
  claims: unknown,
): Promise<SignInRefusal | null> {
  const { provider, providerAccountId } = account
  const known = await prisma().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { id: true },
  })
  if (known) return null
  const email = verifiedEmail(claims)
  if (email === null) return 'EmailNotVerified'
  return (await isInvited(email)) ? null : 'NotInvited'
}
