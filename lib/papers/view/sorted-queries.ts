import { Prisma } from '#prisma/generated/client.ts'
import { type Cursor, decodeCursor } from './cursor.ts'
import { type Filter, matches } from './filter-queries.ts'
import { type KeyedRow, unsafeReadRows } from './row-queries.ts'
import { searchCtes } from './search-queries.ts'
import type { Sort } from './view.ts'

export type SortedBy = Exclude<Sort, 'list'>

/** Below this many matches they are gathered and sorted; above, the order's index is walked until the page is full. */
const FEW = 2000

/** What makes an order of papers `p`, each with an index that begins anywhere in it. */
function orderOf(sort: SortedBy, cursor: string | null) {
  switch (sort) {
    case 'year': {
      const after = decodeCursor(cursor, 'year')
      return {
        key: Prisma.sql`json_build_object('newest', -coalesce(p."year", 0), 'title', p."titleSort", 'id', p."id")`,
        begins:
          after &&
          Prisma.sql`(-coalesce(p."year", 0), p."titleSort", p."id") > (${after.newest}::int, ${after.title}, ${after.id})`,
        order: Prisma.sql`-coalesce(p."year", 0), p."titleSort", p."id"`,
      }
    }
    case 'title': {
      const after = decodeCursor(cursor, 'title')
      return {
        key: Prisma.sql`json_build_object('title', p."titleSort", 'id', p."id")`,
        begins: after && Prisma.sql`(p."titleSort", p."id") > (${after.title}, ${after.id})`,
        order: Prisma.sql`p."titleSort", p."id"`,
      }
    }
    case 'added': {
      const after = decodeCursor(cursor, 'added')
      return {
        key: Prisma.sql`json_build_object('at', to_char(p."createdAt", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'id', p."id")`,
        begins: after && Prisma.sql`(p."createdAt", p."id") < (${after.at}::timestamp(3), ${after.id})`,
        order: Prisma.sql`p."createdAt" desc, p."id" desc`,
      }
    }
  }
}

type Key<S extends SortedBy> = Omit<Extract<Cursor, { by: S }>, 'by'>

/**
 * A page of the papers that match, by year (newest first, those without one last), title or time of
 * adding (latest first). Unsafe: asks nobody.
 * @param search what to search for, where something is.
 * @param matching how many papers the filter leaves, known or counted before.
 */
export async function unsafeReadSorted<S extends SortedBy>(
  sort: S,
  filter: Filter,
  search: { q: string; notes: boolean } | null,
  matching: number,
  cursor: string | null,
  limit: number,
): Promise<KeyedRow<Key<S>>[]> {
  const { key, begins, order } = orderOf(sort, cursor)
  const columns = Prisma.sql`p."id", p."year", p."titleSort", p."createdAt"`
  const page = (source: Prisma.Sql, found: Prisma.Sql) => Prisma.sql`
    select p."id" as "paperId", null::text as "sectionId", ${key} as "key", ${found} as "found"
    from (select ${columns} from ${source} and ${begins ?? Prisma.sql`true`} order by ${order} limit ${limit}) p order by ${order}`
  if (search) {
    const keys = page(Prisma.sql`found p where true`, Prisma.sql`(select count(*) from found)::int`)
    return unsafeReadRows<Key<S>>(keys, [searchCtes(search.q, filter, columns, search)])
  }
  const matched = Prisma.sql`"Paper" p where ${matches(filter)}`
  if (matching > FEW) return unsafeReadRows<Key<S>>(page(matched, Prisma.sql`null::int`))
  const gathered = Prisma.sql`gathered as materialized (select ${columns} from ${matched})`
  return unsafeReadRows<Key<S>>(page(Prisma.sql`gathered p where true`, Prisma.sql`null::int`), [gathered])
}
