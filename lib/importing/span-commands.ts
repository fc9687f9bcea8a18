import type { Db } from '#prisma/client.ts'
import { type Application, inChunks } from './application.ts'
import { importedOf } from './undo-build.ts'

/**
 * Writes where everything stands in the new text, and what the file says of each paper: the base of
 * the next merge. What the text no longer has loses its place in it, and stays in the list.
 */
export async function writeSpans(
  db: Db,
  { listId, plan, run }: Pick<Application, 'listId' | 'plan' | 'run'>,
): Promise<void> {
  await db.section.updateMany({
    where: { listId, headingStart: { not: null } },
    data: { headingStart: null, headingEnd: null },
  })
  const sections = plan.sections.flatMap((section, index) => {
    const span = plan.document.sections[index]?.span
    return section && span ? [{ id: section.id, ...span }] : []
  })
  await inChunks(
    sections,
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
  const placements = plan.papers.flatMap((paper) =>
    paper.placements.map(({ id, entry }) => ({
      id,
      entry,
      imported: JSON.stringify(importedOf(plan, paper, entry.section)),
    })),
  )
  await inChunks(
    placements,
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "spanStart" = wanted."start", "spanEnd" = wanted."end",
        "noteStart" = wanted."noteStart", "noteEnd" = wanted."noteEnd", "imported" = wanted."imported"::jsonb
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.entry.span.start)}::int[],
        ${rows.map((row) => row.entry.span.end)}::int[], ${rows.map((row) => row.entry.noteSpan?.start ?? null)}::int[],
        ${rows.map((row) => row.entry.noteSpan?.end ?? null)}::int[], ${rows.map((row) => row.imported)}::text[])
        AS wanted("id", "start", "end", "noteStart", "noteEnd", "imported")
      WHERE row."id" = wanted."id"`,
    run,
  )
}
