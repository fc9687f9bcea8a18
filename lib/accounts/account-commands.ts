import type { Actor } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { mayEnd } from './account-queries.ts'
import { hashSessionToken } from './session-token.ts'
import { unsafeDropSignInLinks } from './sign-in-link-commands.ts'

function requirePerson(actor: Actor): string {
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Please sign in first.')
  return actor.userId
}

/** Changes the actor's own name. */
export async function renameSelf(actor: Actor, name: string): Promise<void> {
  const userId = requirePerson(actor)
  await prisma().user.update({ where: { id: userId }, data: { name }, select: { id: true } })
}

/**
 * Changes the actor's own e-mail address. Installation admins only: an address says who a person is
 * to those who invite them and to the sign-in providers, so nobody else may claim one unproven.
 * @throws AppError forbidden, or invalid where somebody else has the address.
 */
export async function changeOwnEmail(actor: Actor, email: string): Promise<void> {
  const userId = requirePerson(actor)
  if (actor.kind !== 'user' || !actor.isInstallationAdmin) {
    throw new AppError(
      'forbidden',
      'Your address is the one you were invited with; only the installation’s admin can change theirs.',
    )
  }
  await prisma().$transaction(async (db) => {
    const holder = await db.user.findUnique({ where: { email }, select: { id: true } })
    if (holder?.id === userId) return
    if (holder) {
      throw new AppError('invalid', 'Please correct what is marked.', {
        fields: { email: 'Somebody else here has this address.' },
      })
    }
    const { email: before } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
    await db.user.update({ where: { id: userId }, data: { email }, select: { id: true } })
    await unsafeDropSignInLinks(db, [before, email])
  })
}

/** Ends the session that has this token: signing out. Whoever knows the token is the one signed in. */
export async function endSession(token: string): Promise<void> {
  await prisma().session.deleteMany({ where: { sessionToken: hashSessionToken(token) } })
}

/** The sessions that the actor may end: a sign-in that was proven for some lists only has no say over others. */
async function ownSessionIds(actor: Actor, db: Db): Promise<string[]> {
  const userId = requirePerson(actor)
  const sessions = await db.session.findMany({ where: { userId }, select: { id: true, proof: true, listIds: true } })
  return sessions.filter((session) => mayEnd(actor, session)).map(({ id }) => id)
}

/** Ends one of the actor's own sessions; somebody else's is left alone. Says whether there was one. */
export async function endOwnSession(actor: Actor, sessionId: string): Promise<boolean> {
  const ids = await ownSessionIds(actor, prisma())
  if (!ids.includes(sessionId)) return false
  const { count } = await prisma().session.deleteMany({ where: { id: sessionId } })
  return count > 0
}

/**
 * Ends every session of the actor, this one included, and every unused sign-in link, as far as this
 * sign-in was proven: one that opens some lists only leaves those that open others.
 */
export async function endAllSessions(actor: Actor): Promise<void> {
  const userId = requirePerson(actor)
  await prisma().$transaction(async (db) => {
    await db.session.deleteMany({ where: { id: { in: await ownSessionIds(actor, db) } } })
    const { email: identifier } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
    const links = await db.verificationToken.findMany({ where: { identifier } })
    const tokens = links.filter((link) => mayEnd(actor, link)).map(({ token }) => token)
    await db.verificationToken.deleteMany({ where: { token: { in: tokens } } })
  })
}
