import { directRows } from '#prisma/direct.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { PaperCard } from '#lib/papers/schema.ts'

/** `found`: of a search, how many papers it found in all. */
type Row<K> = PaperCard & { key: K; found: number | null }

/** A row of the page and what the next page is told of it. */
export type KeyedRow<K> = { card: PaperCard; key: K; found: number | null }

/**
 * Reads a page of papers with everything that their rows show, in one round trip. Unsafe: asks nobody.
 * @param keys a query, ordered and limited, of "paperId", "sectionId", "key" (a JSON object of sort keys) and "found".
 * @param ctes what `keys` refers to, each "name as (…)".
 */
export async function unsafeReadRows<K>(keys: Prisma.Sql, ctes: Prisma.Sql[] = []): Promise<KeyedRow<K>[]> {
  const rows = await directRows<Row<K>>(Prisma.sql`
    with ${Prisma.join([...ctes, Prisma.sql`page as (select k.*, row_number() over () as n from (${keys}) k)`])}
    select p."id", p."title", p."authors", p."authorsTruncated", p."venue", p."year", page."sectionId", page."key", page."found",
      coalesce((
        select json_agg(json_build_object('kind', l."kind", 'url', l."url", 'label', l."label") order by l."position", l."id")
        from "Link" l where l."paperId" = p."id"), '[]') as "links",
      coalesce((
        select json_agg(json_build_object('scheme', i."scheme", 'value', i."value") order by i."scheme", i."value")
        from "Identifier" i where i."paperId" = p."id"), '[]') as "identifiers",
      exists (select 1 from "Note" n where n."paperId" = p."id" and n."text" <> '') as "hasNote"
    from page join "Paper" p on p."id" = page."paperId"
    order by page.n`)
  return rows.map(({ key, found, ...card }) => ({ card, key, found }))
}
