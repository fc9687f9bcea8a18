import type { Actor, Role } from '#lib/access.ts'
import { type Db, prisma } from '#prisma/client.ts'

export type SessionUser = {
  id: string
  name: string | null
  email: string
  isInstallationAdmin: boolean
}

/** The person whose unexpired session has this token. Read on every request: ending a session ends it at once. */
export async function findSessionUser(token: string): Promise<SessionUser | null> {
  const session = await prisma().session.findUnique({
    where: { sessionToken: token },
    select: { expires: true, user: { select: { id: true, name: true, email: true, isInstallationAdmin: true } } },
  })
  if (!session || session.expires.getTime() <= Date.now()) return null
  return session.user
}

/**
 * The actor's role in a list, or null where there is none. Read on every request, so that removing
 * a member takes effect on the next one. Installation admins and the system are admins everywhere.
 */
export async function roleInList(actor: Actor, listId: string, db: Db = prisma()): Promise<Role | null> {
  if (actor.kind === 'system') return 'ADMIN'
  if (actor.kind === 'stranger') return null
  if (actor.isInstallationAdmin) return 'ADMIN'
  const member = await db.member.findUnique({
    where: { listId_userId: { listId, userId: actor.userId } },
    select: { role: true },
  })
  return member?.role ?? null
}
