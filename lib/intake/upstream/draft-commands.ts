import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError } from '#lib/errors.ts'
import { createDraft } from '#lib/readme/apply/draft-commands.ts'
import { unsafeFindUpstream } from './queries.ts'
import { type UpstreamAddress, readFromAddress } from './read-upstream.ts'

/**
 * Fetches a list from an address and keeps it as a draft, to be looked at before it is imported.
 * @throws AppError not_found, forbidden, and as readUpstream and createDraft do.
 */
export async function createDraftFromAddress(
  access: ListAccess,
  address: UpstreamAddress,
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ id: string }> {
  // Before anything is asked of an address that somebody else's list may name.
  access.require('list.import')
  return createDraft(access, await readFromAddress(address.url, { ...address, ...(signal ? { signal } : {}) }))
}

/**
 * The same, from the address that the list is kept at.
 * @throws AppError as createDraftFromAddress does, invalid where the list has no such address.
 */
export async function createDraftFromUpstream(
  access: ListAccess,
  options: { signal?: AbortSignal } = {},
): Promise<{ id: string }> {
  const { id } = access.require('list.import')
  const upstream = await unsafeFindUpstream(id)
  if (!upstream) throw new AppError('invalid', 'This list has no address to import from.')
  return createDraftFromAddress(access, upstream, options)
}
