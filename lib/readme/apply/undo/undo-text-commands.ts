import { inChunks } from '#lib/readme/apply/application.ts'
import type { Undoing } from '#lib/readme/plan/undo-record.ts'

/** Everything stands again where it stood in the text before, and starts the next merge from what that said. */
export async function restoreSpans({ db, listId, record }: Undoing): Promise<void> {
  await db.section.updateMany({
    where: { listId, headingStart: { not: null } },
    data: { headingStart: null, headingEnd: null },
  })
  await inChunks(
    record.headings,
    (rows) => db.$executeRaw`
      UPDATE "Section" AS row SET "headingStart" = was."start", "headingEnd" = was."end"
      FROM unnest(${rows.map(([id]) => id)}::text[], ${rows.map((row) => row[1])}::int[], ${rows.map((row) => row[2])}::int[])
        AS was("id", "start", "end")
      WHERE row."id" = was."id"`,
  )
  await db.placement.updateMany({
    where: { listId, spanStart: { not: null } },
    data: { spanStart: null, spanEnd: null, noteStart: null, noteEnd: null },
  })
  await inChunks(
    record.spans,
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "spanStart" = was."start", "spanEnd" = was."end",
        "noteStart" = was."noteStart", "noteEnd" = was."noteEnd"
      FROM unnest(${rows.map(([id]) => id)}::text[], ${rows.map((row) => row[1])}::int[], ${rows.map((row) => row[2])}::int[],
        ${rows.map((row) => row[3])}::int[], ${rows.map((row) => row[4])}::int[])
        AS was("id", "start", "end", "noteStart", "noteEnd")
      WHERE row."id" = was."id"`,
  )
  await inChunks(
    record.imported,
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "imported" = was."imported"::jsonb
      FROM unnest(${rows.map((row) => row.id)}::text[],
        ${rows.map((row) => (row.before === null ? null : JSON.stringify(row.before)))}::text[]) AS was("id", "imported")
      WHERE row."id" = was."id"`,
  )
}

/** The names of the list's images lead again to what they led to. */
export async function restoreAssets({ db, listId, record, keep }: Undoing): Promise<void> {
  for (const { path, before, after } of record.assets) {
    const where = { listId, path, sha256: after }
    const { count } =
      before === null
        ? await db.listAsset.deleteMany({ where })
        : await db.listAsset.updateMany({ where, data: { sha256: before } })
    if (count === 0) keep(path, 'replaced since')
  }
}
