import type { ListAccess } from '#lib/access/list-access.ts'
import type { ResolvedExperiment } from '#lib/markdown/extensions/experiments.ts'
import { findOnDisk } from './catalogue.ts'
import { experimentHref } from './address.ts'
import { unsafeAuthored } from './find-queries.ts'

/** An experiment that a text names. `paperId`: of an authored one; those on disk belong to no list. */
export type NamedExperiment = { slug: string; title: string; isOnDisk: boolean; paperId: string | null }

/**
 * The experiments of a list behind their slugs; one that is not there is missing. Unsafe: asks nobody; for
 * callers that have checked the list or the share themselves.
 */
export async function unsafeNamedExperiments(
  listId: string,
  slugs: readonly string[],
): Promise<Map<string, NamedExperiment>> {
  const wanted = [...new Set(slugs)].slice(0, 200)
  if (wanted.length === 0) return new Map()
  const found = new Map<string, NamedExperiment>()
  for (const slug of wanted) {
    const entry = findOnDisk(slug)
    if (entry) found.set(slug, { slug, title: entry.description.title, isOnDisk: true, paperId: null })
  }
  for (const { slug, description, authored } of await unsafeAuthored(listId, { slug: { in: wanted } })) {
    // A removed one hides its name: what a note means does not change by itself.
    if (authored?.isRemoved) found.delete(slug)
    else found.set(slug, { slug, title: description.title, isOnDisk: false, paperId: authored?.paperId ?? null })
  }
  return found
}

/** How a text finds the experiments that it places. @param baseOf see `experimentHref`; null: not for this reader. */
export const placeFinder =
  (named: ReadonlyMap<string, NamedExperiment>, baseOf: (experiment: NamedExperiment) => string | null) =>
  (slug: string): { base: string; title: string } | null => {
    const experiment = named.get(slug)
    const base = experiment ? baseOf(experiment) : null
    return experiment && base !== null ? { base, title: experiment.title } : null
  }

/** What slugs lead to, for the preview of a text that is not saved: title and address, without parameters. @throws AppError not_found. */
export async function resolveExperiments(
  access: ListAccess,
  slugs: readonly string[],
): Promise<Record<string, ResolvedExperiment | null>> {
  const list = access.require('experiment.read')
  const placeOf = placeFinder(await unsafeNamedExperiments(list.id, slugs), () => `/l/${list.slug}`)
  const resolve = (slug: string): ResolvedExperiment | null => {
    const place = placeOf(slug)
    return place && { title: place.title, href: experimentHref(place.base, slug) }
  }
  return Object.fromEntries(slugs.map((slug) => [slug, resolve(slug)]))
}
