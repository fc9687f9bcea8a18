import { type Actor, type Role, can } from '#lib/access.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { type LinkSubject, canMakeSignInLink } from './policy.ts'

export type MemberView = {
  userId: string
  name: string | null
  /** Null for those who may not invite: addresses are for admins. */
  email: string | null
  role: Role
  /** invited: has never signed in. */
  status: 'active' | 'invited'
  isYou: boolean
  since: Date
  canHaveLink: boolean
}

export type MembersView = { members: MemberView[]; canInvite: boolean }

const ROLE_ORDER: Record<Role, number> = { ADMIN: 0, MEMBER: 1, VIEWER: 2 }

/** What the policy asks about a person, selected with the user. */
export const LINK_SUBJECT_SELECT = {
  isInstallationAdmin: true,
  emailVerified: true,
  members: { select: { listId: true } },
} as const

export function linkSubject(user: {
  isInstallationAdmin: boolean
  emailVerified: Date | null
  members: { listId: string }[]
}): LinkSubject {
  return {
    isInstallationAdmin: user.isInstallationAdmin,
    hasSignedIn: user.emailVerified !== null,
    listIds: user.members.map(({ listId }) => listId),
  }
}

/** The lists of which the actor is an admin by membership. */
export async function adminListIds(actor: Actor, db: Db): Promise<Set<string>> {
  if (actor.kind !== 'user') return new Set()
  const rows = await db.member.findMany({ where: { userId: actor.userId, role: 'ADMIN' }, select: { listId: true } })
  return new Set(rows.map(({ listId }) => listId))
}

/**
 * Everybody who belongs to the list, admins first, then by name. Addresses are shown to admins only.
 * @throws AppError not_found for strangers and outsiders.
 */
export async function listMembers(actor: Actor, ref: ListRef): Promise<MembersView> {
  const db = prisma()
  const list = await requireList(actor, ref, 'member.read', db)
  const canInvite = can(list.role, 'member.invite')
  const rows = await db.member.findMany({
    where: { listId: list.id },
    select: {
      role: true,
      createdAt: true,
      user: { select: { id: true, name: true, email: true, ...LINK_SUBJECT_SELECT } },
    },
  })
  const adminOf = await adminListIds(actor, db)
  const members = rows.map(({ role, createdAt, user }): MemberView => ({
    userId: user.id,
    name: user.name,
    email: canInvite ? user.email : null,
    role,
    status: user.emailVerified === null ? 'invited' : 'active',
    isYou: actor.kind === 'user' && actor.userId === user.id,
    since: createdAt,
    canHaveLink: canInvite && canMakeSignInLink(actor, linkSubject(user), adminOf),
  }))
  const byName = (a: MemberView, b: MemberView) => (a.name ?? a.email ?? '').localeCompare(b.name ?? b.email ?? '')
  members.sort((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || byName(a, b))
  return { members, canInvite }
}
