import type { Actor, Role } from '#lib/access.ts'

/**
 * What decides whether somebody may be handed another person's sign-in link.
 * `listIds`: every list of which the person is a member.
 */
export type LinkSubject = {
  isInstallationAdmin: boolean
  hasSignedIn: boolean
  listIds: readonly string[]
}

/**
 * Whether the actor may be shown a link that signs in as `person`. A link is the person's whole
 * account, in every list, so holding it must give the holder nothing that they do not have already:
 *
 * - The system, that is the operator at the command line, may: they have the database anyway.
 * - Nobody else may for an installation admin, not even another one: their acts must stay their own.
 * - An installation admin may for everybody else; it is how people come back where no mail is sent.
 * - An admin of lists may only for people who have never signed in, and only where they are an admin
 *   of every list that the person belongs to. Once somebody has signed in, the account is theirs.
 *
 * A link that is handed out proves nothing about the mailbox: the admin who makes it vouches for the
 * person. Mailing a link to the person's own address is always allowed, for it shows the link to
 * nobody else.
 * @param adminOf the lists of which the actor is an admin.
 */
export function canMakeSignInLink(actor: Actor, person: LinkSubject, adminOf: ReadonlySet<string>): boolean {
  return whyNoSignInLink(actor, person, adminOf) === null
}

/** What stands in the way of a link, in a word that the members page explains. */
export type WhyNoLink = 'no-admin' | 'installation-admin' | 'has-signed-in' | 'other-lists'

/** Null where `canMakeSignInLink`, else what stands in the way. */
export function whyNoSignInLink(actor: Actor, person: LinkSubject, adminOf: ReadonlySet<string>): WhyNoLink | null {
  if (actor.kind === 'system') return null
  if (actor.kind === 'stranger') return 'no-admin'
  if (person.isInstallationAdmin) return 'installation-admin'
  if (actor.isInstallationAdmin) return null
  if (person.hasSignedIn) return 'has-signed-in'
  return person.listIds.every((listId) => adminOf.has(listId)) ? null : 'other-lists'
}

/** Whether a list with these admins would be left without one if the member got `role` (null: were removed). */
export function leavesNoAdmin(adminIds: readonly string[], userId: string, role: Role | null): boolean {
  return role !== 'ADMIN' && adminIds.includes(userId) && adminIds.every((adminId) => adminId === userId)
}
