import type { Db } from '#prisma/client.ts'

/** The rows of a list as JSON, as the database writes it: read in a worker, not on the main thread. */
export type PresentRows = {
  sections: string
  papers: string
  links: string
  identifiers: string
  placements: string
  notes: string
}

export const NO_ROWS: PresentRows = {
  sections: '[]',
  papers: '[]',
  links: '[]',
  identifiers: '[]',
  placements: '[]',
  notes: '[]',
}

/**
 * The list as it stands, removed rows included. One statement, hence one moment; a row of the answer for each table, so
 * that the main thread never takes all of a large list at once. Unsafe: asks no actor; for an import that has checked
 * the list.
 */
export async function unsafePresentRows(listId: string, db: Db): Promise<PresentRows> {
  const found = await db.$queryRaw<{ name: keyof PresentRows; rows: string }[]>`
    select 'sections' as "name", coalesce(json_agg(r), '[]')::text as "rows" from (
      select "id", "parentId", "title", "position", "removalId", "headingStart", "headingEnd" from "Section"
      where "listId" = ${listId} order by "position", "id") r
    union all
    select 'papers', coalesce(json_agg(r), '[]')::text from (
      select "id", "title", "authors", "authorsTruncated", "venue", "year", "version" from "Paper"
      where "listId" = ${listId}) r
    union all
    select 'links', coalesce(json_agg(r), '[]')::text from (
      select l."paperId", l."kind", l."url", l."label" from "Link" l join "Paper" p on p."id" = l."paperId"
      where p."listId" = ${listId} order by l."position") r
    union all
    select 'identifiers', coalesce(json_agg(r), '[]')::text from (
      select "paperId", "scheme", "value" from "Identifier" where "listId" = ${listId}) r
    union all
    select 'placements', coalesce(json_agg(r), '[]')::text from (
      select "id", "paperId", "sectionId", "position", "removalId", "spanStart", "spanEnd", "noteStart", "noteEnd",
        "imported" from "Placement"
      where "listId" = ${listId} order by "position", "id") r
    union all
    select 'notes', coalesce(json_agg(r), '[]')::text from (
      select n."id", n."paperId", n."text", n."importedText", n."version" from "Note" n
      join "Paper" p on p."id" = n."paperId" where p."listId" = ${listId}) r`
  return { ...NO_ROWS, ...Object.fromEntries(found.map(({ name, rows }) => [name, rows])) }
}
