/**
 * Who may do what. Everything belongs to exactly one list, so the question is always the actor's
 * role in that list, and whether their sign-in is proven for it. Pure: what the role is and what the
 * sign-in proves, `lib/accounts/queries.ts` looks up.
 */

export type Role = 'ADMIN' | 'MEMBER' | 'VIEWER'

/**
 * What a sign-in proves: that the person is whoever the account belongs to, in every list ('everything'),
 * or only what the admins of these lists say, who handed out its link (their ids).
 */
export type ProvenFor = 'everything' | readonly string[]

export type Actor =
  | { kind: 'user'; userId: string; isInstallationAdmin: boolean; provenFor: ProvenFor }
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

/** What is written and measured about papers, and who may see it: what the list holds stays as it is. */
const TEXTS = /^(note|comment|run|share|member)\./

/** Whether an operation changes what the list holds, or only what is written about that. */
export const whatChanges = (operation: Operation): 'contents' | 'texts' =>
  TEXTS.test(operation) ? 'texts' : 'contents'

/** Operations that concern the installation, not one list. */
export type InstallationOperation = 'installation.createList' | 'installation.readPeople'

/** Whether a role (null: none) may do `operation` in its list. */
export function can(role: Role | null, operation: Operation): boolean {
  if (role === null) return false
  const least: Role = LEAST_ROLE[operation]
  return (ROLES_FROM[least] as readonly Role[]).includes(role)
}

/** Whether the actor's sign-in counts in a list. A link from the admin of one list says nothing in another. */
export function isProvenIn(actor: Actor, listId: string): boolean {
  if (actor.kind !== 'user') return actor.kind === 'system'
  return actor.provenFor === 'everything' || actor.provenFor.includes(listId)
}

/** Whether the actor is an admin of every list: the system, and installation admins who have proven who they are. */
export function isAdminEverywhere(actor: Actor): boolean {
  if (actor.kind !== 'user') return actor.kind === 'system'
  return actor.isInstallationAdmin && actor.provenFor === 'everything'
}

/** The role that an actor has in a list, given the membership found there: none where their sign-in does not count. */
export function effectiveRole(actor: Actor, listId: string, membership: Role | null): Role | null {
  if (isAdminEverywhere(actor)) return 'ADMIN'
  return isProvenIn(actor, listId) ? membership : null
}

/** Whether the actor may do `operation` in the installation as a whole. */
export function canInstallation(actor: Actor, operation: InstallationOperation): boolean {
  switch (operation) {
    case 'installation.createList':
    case 'installation.readPeople':
      return isAdminEverywhere(actor)
  }
}
