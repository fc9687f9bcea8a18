import { prisma } from '#prisma/client.ts'

/**
 * Indexes notes as they stand for search, where that was put off while somebody typed (a trigger makes the words
 * of the text). Nothing that a search finds changes by it: it reads such notes themselves. Waits for nobody.
 * Unsafe: asks nobody.
 * @returns the papers whose note somebody else was writing: for the next time.
 */
export async function unsafeIndexNotes(paperIds: string[]): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ paperId: string }[]>`
    with free as materialized (
      select "paperId" from "Note" where "paperId" = any(${paperIds}::text[]) and "isUnindexed"
      order by "paperId" for no key update skip locked
    ), indexed as (
      update "Note" n set "isUnindexed" = false from free f where n."paperId" = f."paperId" returning n."paperId"
    )
    select "paperId" from "Note" where "paperId" = any(${paperIds}::text[]) and "isUnindexed"
      and "paperId" not in (select "paperId" from indexed)`
  return rows.map((row) => row.paperId)
}
