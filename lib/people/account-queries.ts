import type { Actor } from '#lib/access.ts'
import { AppError } from '#lib/errors.ts'
import { prisma } from '#prisma/client.ts'
import { hashSignInToken, normalizeEmail } from './sign-in-links.ts'

export type OwnSession = { id: string; createdAt: Date; expires: Date; isCurrent: boolean }

export type Account = {
  name: string | null
  email: string
  isInstallationAdmin: boolean
  sessions: OwnSession[]
}

/**
 * The actor's own account with the sessions that are still open, the newest first.
 * @param currentToken of the request's session, to mark it.
 * @throws AppError unauthenticated for strangers.
 */
export async function getAccount(actor: Actor, currentToken: string | null): Promise<Account> {
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Please sign in first.')
  const user = await prisma().user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: {
      name: true,
      email: true,
      isInstallationAdmin: true,
      sessions: {
        where: { expires: { gt: new Date() } },
        orderBy: { createdAt: 'desc' },
        select: { id: true, createdAt: true, expires: true, sessionToken: true },
      },
    },
  })
  const sessions = user.sessions.map(({ sessionToken, ...session }) => ({
    ...session,
    isCurrent: sessionToken === currentToken,
  }))
  return { ...user, sessions }
}

/** When the one-time link ends, or null where it was used, has ended or never was. Looking does not use it up. */
export async function findSignInLink(email: string, token: string): Promise<{ expires: Date } | null> {
  const link = await prisma().verificationToken.findUnique({
    where: { identifier_token: { identifier: normalizeEmail(email), token: hashSignInToken(token) } },
    select: { expires: true },
  })
  return link && link.expires.getTime() > Date.now() ? link : null
}

/** Whether an admin of the installation has this address. Unsafe: asks nobody; for the operator's command line. */
export async function unsafeIsInstallationAdmin(email: string): Promise<boolean> {
  const user = await prisma().user.findUnique({
    where: { email: normalizeEmail(email) },
    select: { isInstallationAdmin: true },
  })
  return user?.isInstallationAdmin ?? false
}
