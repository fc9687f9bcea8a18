import type { ListAccess } from '#lib/access/list-access.ts'
import type { Role } from '#lib/access/roles.ts'
import { prisma } from '#prisma/client.ts'
import { type LinkSubject, canMakeSignInLink } from './policy.ts'

export type MemberView = {
  userId: string
  name: string | null
  /** Null for those who may not invite: addresses are for admins. */
  email: string | null
  role: Role
  /**
   * invited: has never signed in anywhere. waiting: somebody signs in with this address, by another list's
   * link only, and that does not open this list: a mail, this list's link or the installation's admin does.
   */
  status: 'active' | 'invited' | 'waiting'
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
  provenAt: true,
} as const

type Person = { isInstallationAdmin: boolean; emailVerified: Date | null; provenAt: Date | null }

/** @param here when this list's own link was opened, or null. */
export function linkSubject(user: Person, here: Date | null): LinkSubject {
  const { isInstallationAdmin, provenAt } = user
  return { isInstallationAdmin, isProven: provenAt !== null, hasComeHere: here !== null }
}

function statusOf(user: Person, here: Date | null): MemberView['status'] {
  if (user.provenAt !== null || here !== null) return 'active'
  return user.emailVerified === null ? 'invited' : 'waiting'
}

/**
 * Everybody who belongs to the list, admins first, then by name. Addresses are shown to admins only.
 * @throws AppError not_found for strangers and outsiders.
 */
export async function listMembers(access: ListAccess): Promise<MembersView> {
  const list = access.require('member.read')
  const canInvite = access.can('member.invite')
  const rows = await prisma().member.findMany({
    where: { listId: list.id },
    select: {
      role: true,
      createdAt: true,
      provenAt: true,
      user: { select: { id: true, name: true, email: true, ...LINK_SUBJECT_SELECT } },
    },
  })
  const members = rows.map(({ role, createdAt, provenAt, user }): MemberView => ({
    userId: user.id,
    name: user.name,
    email: canInvite ? user.email : null,
    role,
    status: statusOf(user, provenAt),
    isYou: user.id === access.userId,
    since: createdAt,
    canHaveLink: canInvite && canMakeSignInLink(access.actor, linkSubject(user, provenAt)),
  }))
  const byName = (a: MemberView, b: MemberView) => (a.name ?? a.email ?? '').localeCompare(b.name ?? b.email ?? '')
  members.sort((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || byName(a, b))
  return { members, canInvite }
}
