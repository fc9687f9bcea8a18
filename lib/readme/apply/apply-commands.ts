import { nanoid } from 'nanoid'
import type { Db } from '#prisma/client.ts'
import { type Application, type ImportRun, inChunks } from './application.ts'
import { clip } from '#lib/readme/parse/text/inline-text.ts'
import { writeNotes } from './note-commands.ts'
import { insertPapers, writePapers } from './paper-commands.ts'
import type { ImportWrites } from '#lib/readme/plan/plan-writes.ts'
import { writeSpans } from './span-commands.ts'

/** Writes what was planned, inside the caller's transaction. Gives the id of the source revision it kept. */
export async function applyWrites(db: Db, application: Application): Promise<string> {
  const { listId, writes, run } = application
  const { papers, placements } = writes
  run.expect(papers.added.length + papers.changed.length + placements.added.length + placements.count)
  await writeSections(db, listId, writes)
  await writePapers(db, listId, papers.changed, run)
  await insertPapers(db, listId, papers.added, run)
  await writeNotes(db, application)
  await writePlacements(db, listId, writes, run)
  await writeOrders(db, writes)
  await writeRemovals(db, application)
  await writeSpans(db, application)
  return keepText(db, application)
}

async function writeSections(db: Db, listId: string, { sections }: ImportWrites): Promise<void> {
  // One by one in order: a parent is written before its children. Numbered below.
  await inChunks(sections.added, (rows) =>
    db.section.createMany({ data: rows.map((row) => ({ ...row, listId, position: 0 })) }),
  )
  for (const { id, title, parentId } of sections.changed)
    await db.section.update({ where: { id }, data: { title, parentId }, select: { id: true } })
}

async function writePlacements(db: Db, listId: string, { placements }: ImportWrites, run: ImportRun): Promise<void> {
  await inChunks(
    placements.added,
    (rows) => db.$executeRaw`
      INSERT INTO "Placement" ("id", "listId", "paperId", "sectionId", "removalId", "position", "createdAt")
      SELECT new."id", ${listId}, new."paperId", new."sectionId", new."removalId", 0, timezone('utc', now())
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.paperId)}::text[],
        ${rows.map((row) => row.sectionId)}::text[], ${rows.map((row) => row.removalId)}::text[])
        AS new("id", "paperId", "sectionId", "removalId")`,
    run,
  )
  await inChunks(
    placements.moved,
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "sectionId" = wanted."sectionId"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.sectionId)}::text[])
        AS wanted("id", "sectionId")
      WHERE row."id" = wanted."id"`,
  )
}

async function writeOrders(db: Db, { orders }: ImportWrites): Promise<void> {
  await inChunks(
    orders.sections,
    (rows) => db.$executeRaw`
      UPDATE "Section" AS row SET "position" = wanted."position"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.position)}::int[])
        AS wanted("id", "position")
      WHERE row."id" = wanted."id" AND row."position" <> wanted."position"`,
  )
  await inChunks(
    orders.placements,
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "position" = wanted."position"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.position)}::int[])
        AS wanted("id", "position")
      WHERE row."id" = wanted."id" AND row."position" <> wanted."position"`,
  )
}

/** What a person agreed to remove goes out of sight, each by a removal of its own that can be undone. */
async function writeRemovals(db: Db, { listId, userId, writes: { removals } }: Application): Promise<void> {
  await inChunks(removals, (rows) =>
    db.removal.createMany({
      data: rows.map(({ removalId, kind, title }) => ({
        id: removalId,
        listId,
        kind: kind === 'section' ? 'SECTION' : 'PAPER',
        title,
        createdById: userId,
      })),
    }),
  )
  for (const { removalId, placementIds, sectionIds } of removals) {
    await db.section.updateMany({ where: { id: { in: sectionIds }, removalId: null }, data: { removalId } })
    await db.placement.updateMany({ where: { id: { in: placementIds }, removalId: null }, data: { removalId } })
  }
}

async function keepText(db: Db, application: Application): Promise<string> {
  const { listId, userId, writes, seq, source, origin, etag, report, draftId, assets } = application
  const id = nanoid(12)
  await db.sourceRevision.create({
    data: {
      id,
      listId,
      seq,
      origin: clip(origin, 500),
      etag,
      sha256: source.sha256,
      importedById: userId,
    },
    select: { id: true },
  })
  // As text: the client would walk through every value of them.
  const { kept } = writes
  const [told, stored] = [JSON.stringify({ warnings: report.warnings, draftId }), JSON.stringify({ assets })]
  await db.$executeRaw`
    UPDATE "SourceRevision" SET "report" = ${kept.report}::jsonb || ${told}::jsonb,
      "undo" = ${kept.undo}::jsonb || ${stored}::jsonb WHERE "id" = ${id}`
  return id
}
