import { RevisionCache } from '#lib/lists/revision-cache.ts'
import { prisma } from '#prisma/client.ts'
import { type Filter, matches } from './filter-queries.ts'

export type Facets = {
  /** The newest first. */
  years: { year: number; count: number }[]
  /** The most frequent first. */
  venues: { venue: string; count: number }[]
}

const MOST_VENUES = 100

const counts = new RevisionCache<number>(5000)
const facets = new RevisionCache<Facets>(500)

/** A filter's section ids are those of one section and all below it: the first names them, while the contents are the same. */
const questionOf = (filter: Filter) =>
  JSON.stringify([filter.sectionIds && (filter.sectionIds[0] ?? ''), filter.year, filter.venue, filter.paperId])

/** How many papers the filter leaves, each once. From memory where known. Unsafe: asks nobody. */
export function unsafeCountMatches(filter: Filter, contents: number): Promise<number> {
  return counts.get(filter.listId, contents, questionOf(filter), async () => {
    const [row] = await prisma().$queryRaw<
      [{ n: number }]
    >`select count(*)::int as n from "Paper" p where ${matches(filter)}`
    return row.n
  })
}

/** The years and venues of the papers that the filter leaves. From memory where known. Unsafe: asks nobody. */
export function unsafeReadFacets(filter: Filter, contents: number): Promise<Facets> {
  return facets.get(filter.listId, contents, questionOf(filter), async () => {
    const rows = await prisma().$queryRaw<{ year: number | null; venue: string | null; count: number }[]>`
      with matching as materialized (select p."year", p."venue" from "Paper" p where ${matches(filter)})
      (select "year", null as "venue", count(*)::int from matching where "year" is not null group by "year" order by "year" desc)
      union all
      (select null, "venue", count(*)::int from matching where "venue" is not null group by "venue"
        order by count(*) desc, "venue" limit ${MOST_VENUES})`
    return {
      years: rows.flatMap(({ year, count }) => (year === null ? [] : [{ year, count }])),
      venues: rows.flatMap(({ venue, count }) => (venue === null ? [] : [{ venue, count }])),
    }
  })
}
