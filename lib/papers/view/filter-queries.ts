import { Prisma } from '#prisma/generated/client.ts'

/** What of a list is asked for; the parts of the SQL that say it. `p` is "Paper" in all of them. */
export type Filter = {
  listId: string
  /** Papers that stand in one of these; null: anywhere in the list. */
  sectionIds: string[] | null
  year: number | null
  venue: string | null
  /** One paper alone: what is left of a list where a single paper is shared. */
  paperId: string | null
}

/** The papers of the list whose every place was removed: few, so they are left out by name. */
const hidden = (listId: string) => Prisma.sql`
  select r."paperId" from "Placement" r
  where r."removalId" is not null and r."listId" = ${listId} and not exists (
    select 1 from "Placement" v where v."paperId" = r."paperId" and v."removalId" is null)`

/** The conditions on a paper's own columns, its list's included. */
export function factsMatch(filter: Filter): Prisma.Sql {
  const conditions = [Prisma.sql`p."listId" = ${filter.listId}`]
  // Written like the index "Paper_newest_idx", so that it serves.
  if (filter.year !== null) conditions.push(Prisma.sql`(-coalesce(p."year", 0)) = ${-filter.year}::int`)
  if (filter.venue !== null) conditions.push(Prisma.sql`p."venue" = ${filter.venue}`)
  if (filter.paperId !== null) conditions.push(Prisma.sql`p."id" = ${filter.paperId}`)
  return Prisma.join(conditions, ' and ')
}

/** That the paper stands where it is asked for, and was not removed from there. */
export function isPlaced(filter: Filter): Prisma.Sql {
  if (filter.sectionIds === null) return Prisma.sql`p."id" not in (${hidden(filter.listId)})`
  return Prisma.sql`p."id" in (
    select pl."paperId" from "Placement" pl where pl."sectionId" = any(${filter.sectionIds}::text[]) and pl."removalId" is null)`
}

export const matches = (filter: Filter) => Prisma.sql`${factsMatch(filter)} and ${isPlaced(filter)}`
