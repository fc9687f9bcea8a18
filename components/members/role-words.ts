import type { Role } from '#lib/access/roles.ts'

export const ROLES: readonly { role: Role; name: string }[] = [
  { role: 'VIEWER', name: 'Viewer' },
  { role: 'MEMBER', name: 'Member' },
  { role: 'ADMIN', name: 'Admin' },
]

/** "Member", as the page calls it. */
export const roleName = (role: Role): string => ROLES.find((entry) => entry.role === role)?.name ?? role
