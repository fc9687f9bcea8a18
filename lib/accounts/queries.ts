import { type Actor, type ProvenFor, type Role, effectiveRole } from '#lib/access/roles.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { directRows } from '#prisma/direct.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type Proven, isWhole, opens } from './proof.ts'
import { hashSessionToken } from './session-token.ts'

export type SessionUser = {
  id: string
  name: string | null
  email: string
  isInstallationAdmin: boolean
  /** What this sign-in proves. */
  provenFor: ProvenFor
}

/** `expires` in ms since 1970. */
type SessionRow = Omit<SessionUser, 'provenFor'> & Proven & { expires: number }

/** The signed-in person as the rights know them. */
export const actorOfUser = ({ id, isInstallationAdmin, provenFor }: Omit<SessionUser, 'name' | 'email'>): Actor => ({
  kind: 'user',
  userId: id,
  isInstallationAdmin,
  provenFor,
})

/**
 * The person whose unexpired session has this token. Read on every request: ending a session ends it at once.
 * The account of an installation admin is opened by no session that rests on a list's link, whichever came first.
 */
export async function findSessionUser(token: string): Promise<SessionUser | null> {
  const [session] = await directRows<SessionRow>(Prisma.sql`
    select (extract(epoch from s."expires") * 1000)::float8 as "expires", s."proof"::text, s."listIds",
      u."id", u."name", u."email", u."isInstallationAdmin"
    from "Session" s join "User" u on u."id" = s."userId" where s."sessionToken" = ${hashSessionToken(token)}`)
  if (!session || session.expires <= Date.now()) return null
  const { id, name, email, isInstallationAdmin } = session
  if (isInstallationAdmin && !isWhole(session)) return null
  return { id, name, email, isInstallationAdmin, provenFor: opens(session) }
}

/**
 * The actor's role in a list, or null where there is none. Read on every request, so that removing
 * a member takes effect on the next one.
 */
export async function roleInList(actor: Actor, listId: string, db: Db = prisma()): Promise<Role | null> {
  if (actor.kind !== 'user') return effectiveRole(actor, listId, null)
  const member = await db.member.findUnique({
    where: { listId_userId: { listId, userId: actor.userId } },
    select: { role: true },
  })
  return effectiveRole(actor, listId, member?.role ?? null)
}
