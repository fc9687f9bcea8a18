import { type Actor, type Role, isAdminEverywhere } from '#lib/access/roles.ts'
import type { Proven } from '#lib/accounts/proof.ts'

/** What decides whether somebody may be handed another person's sign-in link, on the members page of one list. */
export type LinkSubject = {
  isInstallationAdmin: boolean
  /** They have proven at some time that the account is theirs, by the mailbox, a provider or the installation's link. */
  isProven: boolean
  /** A link that this list's admin handed out was opened. */
  hasComeHere: boolean
}

/**
 * Whether the actor may be shown a link that signs in as `person`. Whoever holds it is the person, so it
 * must give the holder nothing that they do not have already:
 *
 * - The system, that is the operator at the command line, may: they have the database anyway.
 * - Nobody else may for an installation admin, not even another one: their acts must stay their own.
 * - An installation admin may for everybody else; it is how people come back where no mail is sent.
 * - An admin of a list (the caller has asked that right) may for a person who has proven nothing yet and
 *   has not come to this list: the link opens this list only (`linkProof`), where they are admin anyway.
 *   Once the person has come, or has proven the account, what they do there is theirs.
 *
 * Mailing a link to the person's own address is always allowed, for it shows the link to nobody else.
 */
export function canMakeSignInLink(actor: Actor, person: LinkSubject): boolean {
  return whyNoSignInLink(actor, person) === null
}

/** What stands in the way of a link, in a word that the members page explains. */
export type WhyNoLink = 'no-admin' | 'installation-admin' | 'has-signed-in'

/** Null where `canMakeSignInLink`, else what stands in the way. */
export function whyNoSignInLink(actor: Actor, person: LinkSubject): WhyNoLink | null {
  if (actor.kind === 'system') return null
  if (actor.kind === 'stranger') return 'no-admin'
  if (person.isInstallationAdmin) return 'installation-admin'
  if (isAdminEverywhere(actor)) return null
  return person.isProven || person.hasComeHere ? 'has-signed-in' : null
}

/** What a link proves that the actor hands out: the installation's admin vouches everywhere, a list's admin in that list. */
export const linkProof = (actor: Actor, listId: string): Proven =>
  isAdminEverywhere(actor) ? { proof: 'INSTALLATION', listIds: [] } : { proof: 'LIST', listIds: [listId] }

/** Whether a list with these admins would be left without one if the member got `role` (null: were removed). */
export function leavesNoAdmin(adminIds: readonly string[], userId: string, role: Role | null): boolean {
  return role !== 'ADMIN' && adminIds.includes(userId) && adminIds.every((adminId) => adminId === userId)
}
