import type { Actor } from '#lib/access.ts'
import { AppError } from '#lib/errors.ts'
import { prisma } from '#prisma/client.ts'
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
  await prisma().session.deleteMany({ where: { sessionToken: token } })
}

/** Ends one of the actor's own sessions; somebody else's is left alone. Says whether there was one. */
export async function endOwnSession(actor: Actor, sessionId: string): Promise<boolean> {
  const userId = requirePerson(actor)
  const { count } = await prisma().session.deleteMany({ where: { id: sessionId, userId } })
  return count > 0
}

/** Ends every session of the actor, this one included, and every unused sign-in link. */
export async function endAllSessions(actor: Actor): Promise<void> {
  const userId = requirePerson(actor)
  await prisma().$transaction(async (db) => {
    await db.session.deleteMany({ where: { userId } })
    const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
    await unsafeDropSignInLinks(db, [email])
  })
}
