/**
 * What a sign-in proves, and what follows from it. Pure. docs/security.md says the rule in full:
 *
 * - The mailbox, a provider that vouches for the address, and a link from the installation's own admin
 *   prove the account: its sessions open every list of the person.
 * - A link that an admin of one list hands out proves that this admin calls the person by this address:
 *   its sessions open that list, and no list of anybody else.
 */

export type Proof = 'MAILBOX' | 'PROVIDER' | 'INSTALLATION' | 'LIST' | 'EARLIER'

/** How a link or a session is proven. `listIds`: the lists that it opens, for LIST and EARLIER. */
export type Proven = { proof: Proof; listIds: readonly string[] }

/** Whether it proves the account, not only what the admin of a list says. */
export const isWhole = ({ proof }: { proof: Proof }): boolean => proof !== 'LIST' && proof !== 'EARLIER'

/** What a session opens, as `Actor` carries it. */
export const opens = (proven: Proven): 'everything' | readonly string[] =>
  isWhole(proven) ? 'everything' : proven.listIds

/** Whether what `mine` opens includes all that `other` opens. */
export function covers(mine: 'everything' | readonly string[], other: Proven): boolean {
  if (mine === 'everything') return true
  return !isWhole(other) && other.listIds.every((listId) => mine.includes(listId))
}

/**
 * The proof of the session that follows when somebody signs in again in a browser that holds a session
 * of the same person: signing in takes nothing away that the browser had proven already.
 */
export function joinProofs(link: Proven, before: Proven | null): Proven {
  if (before === null || isWhole(link)) return link
  if (isWhole(before)) return before
  const proof = link.proof === 'EARLIER' && before.proof === 'EARLIER' ? 'EARLIER' : 'LIST'
  return { proof, listIds: [...new Set([...link.listIds, ...before.listIds])] }
}
