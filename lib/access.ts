/**
 * Who may do what. Everything belongs to exactly one list, so the question is always the actor's
 * role in that list. Pure: what the role is, `lib/people/queries.ts` looks up.
 */

export type Role = 'ADMIN' | 'MEMBER' | 'VIEWER'

export type Actor =
  | { kind: 'user'; userId: string; isInstallationAdmin: boolean }
  /** Nobody is signed in. */
  | { kind: 'stranger' }
  /** A person at the server's own command line, or the server itself. */
  | { kind: 'system' }

export const SYSTEM: Actor = { kind: 'system' }
export const STRANGER: Actor = { kind: 'stranger' }

const ROLES_FROM = {
  VIEWER: ['VIEWER', 'MEMBER', 'ADMIN'],
  MEMBER: ['MEMBER', 'ADMIN'],
  ADMIN: ['ADMIN'],
} as const satisfies Record<Role, readonly Role[]>

/** Every operation on a list, and the least role that may do it. */
export const LEAST_ROLE = {
  'list.read': 'VIEWER',
  'list.export': 'VIEWER',
  'list.edit': 'ADMIN',
  'list.delete': 'ADMIN',
  'list.import': 'ADMIN',
  'section.add': 'ADMIN',
  'section.edit': 'ADMIN',
  'section.move': 'ADMIN',
  'section.remove': 'ADMIN',
  'paper.read': 'VIEWER',
  'paper.edit': 'MEMBER',
  'paper.add': 'ADMIN',
  'paper.move': 'ADMIN',
  'paper.remove': 'ADMIN',
  'removal.read': 'ADMIN',
  'removal.undo': 'ADMIN',
  'note.read': 'VIEWER',
  'note.edit': 'MEMBER',
  'comment.write': 'MEMBER',
  'comment.moderate': 'ADMIN',
  'experiment.read': 'VIEWER',
  'experiment.write': 'MEMBER',
  // One's own; those of others are moderated.
  'experiment.remove': 'MEMBER',
  'experiment.moderate': 'ADMIN',
  'run.save': 'MEMBER',
  'run.remove': 'MEMBER',
  'run.moderate': 'ADMIN',
  'asset.read': 'VIEWER',
  'share.read': 'MEMBER',
  'share.create': 'MEMBER',
  'share.revoke': 'MEMBER',
  'member.read': 'VIEWER',
  'member.invite': 'ADMIN',
  'member.edit': 'ADMIN',
  'member.remove': 'ADMIN',
} as const satisfies Record<string, Role>

export type Operation = keyof typeof LEAST_ROLE

/** Operations that concern the installation, not one list. */
export type InstallationOperation = 'installation.createList' | 'installation.readPeople'

/** Whether a role (null: none) may do `operation` in its list. */
export function can(role: Role | null, operation: Operation): boolean {
  if (role === null) return false
  const least: Role = LEAST_ROLE[operation]
  return (ROLES_FROM[least] as readonly Role[]).includes(role)
}

/** The role that an actor has in a list, given the membership found there: installation admins and the system are admins everywhere. */
export function effectiveRole(actor: Actor, membership: Role | null): Role | null {
  switch (actor.kind) {
    case 'system':
      return 'ADMIN'
    case 'stranger':
      return null
    case 'user':
      return actor.isInstallationAdmin ? 'ADMIN' : membership
  }
}

/** Whether the actor may do `operation` in the installation as a whole. */
export function canInstallation(actor: Actor, operation: InstallationOperation): boolean {
  switch (operation) {
    case 'installation.createList':
    case 'installation.readPeople':
      return actor.kind === 'system' || (actor.kind === 'user' && actor.isInstallationAdmin)
  }
}
