import { isAppError } from '#lib/errors.ts'
import { unsafeFindExperiment } from '#lib/experiments/find-queries.ts'
import { readParameters, writeParameters } from '#lib/experiments/runtime/parameters.ts'
import type { SharedAddress } from './shared-address.ts'

type Share = { listId: string; isOfPaper: boolean }

/**
 * The address of the very page, once the share is known: an experiment's parameters read by its own
 * description, in its order, those at their default left out; of a paper no view of a list. Unsafe: asks
 * nobody; for the server's cache, which has found the share open.
 */
export async function unsafeSharedHref(
  share: Share,
  address: SharedAddress,
): Promise<Pick<SharedAddress, 'href' | 'isChosen'>> {
  if (address.view !== null && share.isOfPaper) return { href: `/s/${address.token}`, isChosen: false }
  if (address.experiment === null) return address
  const query = await experimentQuery(share.listId, address.experiment)
  return query === '' ? { href: address.href, isChosen: false } : { href: `${address.href}?${query}`, isChosen: true }
}

async function experimentQuery(listId: string, asked: { slug: string; query: string }): Promise<string> {
  const given = singleValues(asked.query)
  try {
    const { description } = await unsafeFindExperiment(listId, asked.slug)
    const { values, seed, refused } = readParameters(description.parameters, description.seed, given)
    // What meant nothing is said on the page by its name: an empty text means nothing to any parameter.
    const nothing = refused.map((name): [string, string] => [name, ''])
    const written = writeParameters(description.parameters, description.seed, values, seed)
    return new URLSearchParams([...Object.entries(written), ...nothing]).toString()
  } catch (error) {
    // The page says that there is no such experiment, whatever the parameters.
    if (isAppError(error)) return ''
    throw error
  }
}

/** As the experiment's page takes them: one that comes twice is left out. */
function singleValues(query: string): Record<string, string> {
  const values = new Map<string, string | null>()
  for (const [name, value] of new URLSearchParams(query)) values.set(name, values.has(name) ? null : value)
  return Object.fromEntries([...values].filter((entry): entry is [string, string] => entry[1] !== null))
}
