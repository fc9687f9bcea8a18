import type { Actor } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { prisma } from '#prisma/client.ts'
import { type Proven, covers, isWhole } from './proof.ts'
import { hashSessionToken } from './session-token.ts'
import { hashSignInToken, normalizeEmail } from './sign-in-links.ts'

export type OwnSession = {
  id: string
  createdAt: Date
  expires: Date
  isCurrent: boolean
  /** Null: every list of the person. */
  lists: number | null
}

export type Account = {
  name: string | null
  email: string
  isInstallationAdmin: boolean
  /** Whether this sign-in opens every list that the person belongs to. */
  isProven: boolean
  sessions: OwnSession[]
}

/** Whether the actor has proven at least as much as a session or link of their account does. */
export const mayEnd = (actor: Actor, other: Proven): boolean => actor.kind === 'user' && covers(actor.provenFor, other)

/**
 * The actor's own account with the sessions that are still open, the newest first: those that were proven
 * for no more than this one.
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
        select: { id: true, createdAt: true, expires: true, sessionToken: true, proof: true, listIds: true },
      },
    },
  })
  const current = currentToken === null ? null : hashSessionToken(currentToken)
  const sessions = user.sessions
    .filter((session) => mayEnd(actor, session))
    .map(({ sessionToken, proof, listIds, ...session }): OwnSession => ({
      ...session,
      isCurrent: sessionToken === current,
      lists: isWhole({ proof }) ? null : listIds.length,
    }))
  return { ...user, isProven: actor.provenFor === 'everything', sessions }
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
