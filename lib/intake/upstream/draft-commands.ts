import type { Actor } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { createDraft } from '#lib/readme/apply/draft-commands.ts'
import { type ListRef, requireList } from '#lib/access/open-list.ts'
import { unsafeFindUpstream } from './queries.ts'
import { type UpstreamAddress, readFromAddress } from './read-upstream.ts'

/**
 * Fetches a list from an address and keeps it as a draft, to be looked at before it is imported.
 * @throws AppError not_found, forbidden, and as readUpstream and createDraft do.
 */
export async function createDraftFromAddress(
  actor: Actor,
  ref: ListRef,
  address: UpstreamAddress,
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ id: string }> {
  // Before anything is asked of an address that somebody else's list may name.
  const { id } = await requireList(actor, ref, 'list.import')
  return createDraft(actor, { id }, await readFromAddress(address.url, { ...address, ...(signal ? { signal } : {}) }))
}

/**
 * The same, from the address that the list is kept at.
 * @throws AppError as createDraftFromAddress does, invalid where the list has no such address.
 */
export async function createDraftFromUpstream(
  actor: Actor,
  ref: ListRef,
  options: { signal?: AbortSignal } = {},
): Promise<{ id: string }> {
  const { id } = await requireList(actor, ref, 'list.import')
  const upstream = await unsafeFindUpstream(id)
  if (!upstream) throw new AppError('invalid', 'This list has no address to import from.')
  return createDraftFromAddress(actor, { id }, upstream, options)
}
