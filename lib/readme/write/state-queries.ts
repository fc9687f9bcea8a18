import type { Db } from '#prisma/client.ts'
import type { StateRows } from './read-state.ts'

type Json = { rows: string }[]

/** The rows of the list as it stands, in its order. Unsafe: asks no actor; for an export that has checked the list. */
export async function unsafeStateRows(listId: string, db: Db): Promise<StateRows> {
  const list = await db.list.findUniqueOrThrow({ where: { id: listId }, select: { title: true, description: true } })
  const [sections] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select "id", "parentId", "title", "headingStart", "removalId" from "Section"
      where "listId" = ${listId} order by "position", "id") r`
  const [placements] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select "id", "paperId", "sectionId", "spanStart", "spanEnd", "imported", "removalId" from "Placement"
      where "listId" = ${listId} order by "position", "id") r`
  const [papers] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select "id", "title", "authors", "authorsTruncated", "venue", "year" from "Paper" where "listId" = ${listId}) r`
  const [links] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select l."paperId", l."kind", l."url", l."label" from "Link" l join "Paper" p on p."id" = l."paperId"
      where p."listId" = ${listId} order by l."position") r`
  const [notes] = await db.$queryRaw<Json>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select n."paperId", n."text", n."importedText" from "Note" n join "Paper" p on p."id" = n."paperId"
      where p."listId" = ${listId}) r`
  return {
    ...list,
    sections: sections?.rows ?? '[]',
    placements: placements?.rows ?? '[]',
    papers: papers?.rows ?? '[]',
    links: links?.rows ?? '[]',
    notes: notes?.rows ?? '[]',
  }
}
