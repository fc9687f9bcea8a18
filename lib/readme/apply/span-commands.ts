import type { Db } from '#prisma/client.ts'
import { type Application, inChunks } from './application.ts'

/**
 * Writes where everything stands in the new text, and what the file says of each paper: the base of
 * the next merge. What the text no longer has loses its place in it, and stays in the list.
 */
export async function writeSpans(
  db: Db,
  { listId, writes: { spans }, run }: Pick<Application, 'listId' | 'writes' | 'run'>,
): Promise<void> {
  await db.section.updateMany({
    where: { listId, headingStart: { not: null } },
    data: { headingStart: null, headingEnd: null },
  })
  await inChunks(
    spans.sections,
    (rows) => db.$executeRaw`
      UPDATE "Section" AS row SET "headingStart" = wanted."start", "headingEnd" = wanted."end"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.start)}::int[], ${rows.map((row) => row.end)}::int[])
        AS wanted("id", "start", "end")
      WHERE row."id" = wanted."id"`,
  )

  await db.placement.updateMany({
    where: { listId, spanStart: { not: null } },
    data: { spanStart: null, spanEnd: null, noteStart: null, noteEnd: null },
  })
  await inChunks(
    spans.placements,
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "spanStart" = wanted."start", "spanEnd" = wanted."end",
        "noteStart" = wanted."noteStart", "noteEnd" = wanted."noteEnd", "imported" = wanted."imported"::jsonb
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.start)}::int[],
        ${rows.map((row) => row.end)}::int[], ${rows.map((row) => row.noteStart)}::int[],
        ${rows.map((row) => row.noteEnd)}::int[], ${rows.map((row) => row.imported)}::text[])
        AS wanted("id", "start", "end", "noteStart", "noteEnd", "imported")
      WHERE row."id" = wanted."id"`,
    run,
  )
}
