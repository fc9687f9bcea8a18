import type { Role } from '#lib/access.ts'

export const ROLES: readonly { role: Role; name: string; may: string }[] = [
  { role: 'VIEWER', name: 'Viewer', may: 'reads' },
  { role: 'MEMBER', name: 'Member', may: 'reads, writes notes, edits papers, shares' },
  { role: 'ADMIN', name: 'Admin', may: 'does everything, and invites' },
]

/** "Member", as the page calls it. */
export const roleName = (role: Role): string => ROLES.find((entry) => entry.role === role)?.name ?? role
