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

type Json = { rows: string }[]

/** The list as it stands, removed rows included. Unsafe: asks no actor; for an import that has checked the list. */
export async function unsafePresentRows(listId: string, db: Db): Promise<PresentRows> {
  const [sections] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select "id", "parentId", "title", "position", "removalId", "headingStart", "headingEnd" from "Section"
      where "listId" = ${listId} order by "position", "id") r`
  const [papers] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select "id", "title", "authors", "authorsTruncated", "venue", "year", "version" from "Paper"
      where "listId" = ${listId}) r`
  const [links] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select l."paperId", l."kind", l."url", l."label" from "Link" l join "Paper" p on p."id" = l."paperId"
      where p."listId" = ${listId} order by l."position") r`
  const [identifiers] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select "paperId", "scheme", "value" from "Identifier" where "listId" = ${listId}) r`
  const [placements] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select "id", "paperId", "sectionId", "position", "removalId", "spanStart", "spanEnd", "noteStart", "noteEnd",
        "imported" from "Placement"
      where "listId" = ${listId} order by "position", "id") r`
  const [notes] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select n."id", n."paperId", n."text", n."importedText", n."version" from "Note" n
      join "Paper" p on p."id" = n."paperId" where p."listId" = ${listId}) r`
  return {
    sections: sections?.rows ?? '[]',
    papers: papers?.rows ?? '[]',
    links: links?.rows ?? '[]',
    identifiers: identifiers?.rows ?? '[]',
    placements: placements?.rows ?? '[]',
    notes: notes?.rows ?? '[]',
  }
}
