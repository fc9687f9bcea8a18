import { type Outline, flattenOutline } from '#lib/lists/outline.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { CursorBy } from './cursor.ts'
import { type Filter, factsMatch } from './filter-queries.ts'
import { type KeyedRow, unsafeReadRows } from './row-queries.ts'

type Key = { position: number; id: string }

/** Below this many matches they are gathered and sorted; above, sections are walked until the page is full. */
const FEW = 2000

/**
 * The sections that a page can come from, in the order of the list: the cursor's own (null: from the
 * start), then as many as fill the page where nothing else filters; the counts say which.
 */
function sectionsAhead(outline: Outline, cursor: CursorBy<'list'> | null, needed: number): string[] {
  const all = flattenOutline(outline)
  const start = cursor ? all.findIndex((section) => section.id === cursor.section) : 0
  const ids: string[] = []
  let sum = 0
  for (const section of all.slice(start)) {
    if (sum >= needed) break
    if (section.count === 0 && section.id !== cursor?.section) continue
    ids.push(section.id)
    // How much of the cursor's section is left is not known.
    if (section.id !== cursor?.section) sum += section.count
  }
  return ids
}

/**
 * A page in the order of the README: sections in preorder, within one by position. Unsafe: asks nobody.
 * A cursor whose section is gone counts as none. A paper in two sections comes twice.
 * @param outline of what is shown: the list's, or one section's.
 * @param matching how many papers the filter leaves, known or counted before.
 */
export async function unsafeReadListOrder(
  outline: Outline,
  filter: Filter,
  matching: number,
  after: CursorBy<'list'> | null,
  limit: number,
): Promise<KeyedRow<Key>[]> {
  const cursor = after && flattenOutline(outline).some((section) => section.id === after.section) ? after : null
  const isFiltered = filter.year !== null || filter.venue !== null || filter.paperId !== null
  const ids = sectionsAhead(outline, cursor, isFiltered ? Infinity : limit)
  if (ids.length === 0) return []
  // Before every place of a section: positions start at 0.
  const from = cursor ?? { position: -1, id: '' }
  const begins = Prisma.sql`(case when s.ord = 1 then ${from.position}::int else -1 end, case when s.ord = 1 then ${from.id} else '' end)`
  const paper = isFiltered
    ? Prisma.sql`join "Paper" p on p."id" = pl."paperId" and ${factsMatch(filter)}`
    : Prisma.empty
  const place = Prisma.sql`pl."paperId", pl."sectionId", pl."position", pl."id"`
  const sections = Prisma.sql`unnest(${ids}::text[]) with ordinality s(id, ord)`
  const here = Prisma.sql`pl."sectionId" = s.id and pl."removalId" is null and (pl."position", pl."id") > ${begins}`
  const source =
    isFiltered && matching <= FEW
      ? Prisma.sql`gathered g`
      : Prisma.sql`${sections} cross join lateral (
          select ${place} from "Placement" pl ${paper} where ${here} order by pl."position", pl."id" limit ${limit}) g`
  // Papers first, then their places: the planner would else walk all places of the list.
  const gathered = Prisma.sql`gathered as materialized (
    select s.ord, ${place} from (select p."id" from "Paper" p where ${factsMatch(filter)} offset 0) p
    join "Placement" pl on pl."paperId" = p."id" join ${sections} on ${here})`
  const keys = Prisma.sql`
    select g."paperId", g."sectionId", json_build_object('position', g."position", 'id', g."id") as "key", null::int as "found"
    from ${source} order by ord, g."position", g."id" limit ${limit}`
  return unsafeReadRows<Key>(keys, isFiltered && matching <= FEW ? [gathered] : [])
}
