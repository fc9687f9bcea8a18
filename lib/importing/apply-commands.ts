import { nanoid } from 'nanoid'
import type { Db } from '#prisma/client.ts'
import { type Application, type ImportRun, inChunks } from './application.ts'
import { clip } from './inline-text.ts'
import { writeNotes } from './note-commands.ts'
import { changePapers, insertPapers } from './paper-commands.ts'
import type { ImportPlan } from './plan-import.ts'
import { type AgreedRemoval, agreedRemovals } from './plan-removals.ts'
import { writeSpans } from './span-commands.ts'
import { buildUndo } from './undo-build.ts'

const MAX_KEPT_CONFLICTS = 500

/** Writes a plan, inside the caller's transaction. Gives the id of the source revision it kept. */
export async function applyPlan(db: Db, application: Application): Promise<string> {
  const { listId, plan, run } = application
  const placements = plan.papers.flatMap((paper) => paper.placements)
  const removals = agreedRemovals(plan.removals, () => nanoid(12))
  const undo = buildUndo(application, removals)
  run.expect(plan.papers.length + 2 * placements.length)
  await writeSections(db, listId, plan)
  await changePapers(db, listId, plan.papers, run)
  const added = plan.papers.flatMap(({ id, existing, incoming }) => (existing ? [] : [{ id, fields: incoming }]))
  await insertPapers(db, listId, added, run)
  await writeNotes(db, application)
  await writePlacements(db, listId, plan, run)
  await writeOrders(db, plan)
  await writeRemovals(db, application, removals)
  await writeSpans(db, application)
  return keepText(db, application, undo)
}

async function writeSections(db: Db, listId: string, { sections }: ImportPlan): Promise<void> {
  const added = sections.filter((section) => section?.isNew).flatMap((section) => section ?? [])
  // One by one in order: a parent is written before its children. Numbered below.
  await inChunks(added, (rows) =>
    db.section.createMany({
      data: rows.map(({ id, parentId, title, removalId }) => ({ id, listId, parentId, title, removalId, position: 0 })),
    }),
  )
  for (const section of sections) {
    if (!section?.from) continue
    const { id, title, parentId } = section
    await db.section.update({ where: { id }, data: { title, parentId }, select: { id: true } })
  }
}

async function writePlacements(db: Db, listId: string, plan: ImportPlan, run: ImportRun): Promise<void> {
  const placements = plan.papers.flatMap((paper) => paper.placements)
  await inChunks(
    placements.filter((placement) => placement.isNew),
    (rows) => db.$executeRaw`
      INSERT INTO "Placement" ("id", "listId", "paperId", "sectionId", "removalId", "position", "createdAt")
      SELECT new."id", ${listId}, new."paperId", new."sectionId", new."removalId", 0, timezone('utc', now())
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.paperId)}::text[],
        ${rows.map((row) => row.sectionId)}::text[], ${rows.map((row) => row.removalId)}::text[])
        AS new("id", "paperId", "sectionId", "removalId")`,
    run,
  )
  await inChunks(
    placements.filter(({ move }) => move?.isTaken),
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "sectionId" = wanted."sectionId"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.sectionId)}::text[])
        AS wanted("id", "sectionId")
      WHERE row."id" = wanted."id"`,
  )
}

const numbered = (orders: readonly { ids: readonly string[] }[]) =>
  orders.flatMap(({ ids }) => ids.map((id, position) => ({ id, position })))

async function writeOrders(db: Db, { orders }: ImportPlan): Promise<void> {
  await inChunks(
    numbered(orders.sections),
    (rows) => db.$executeRaw`
      UPDATE "Section" AS row SET "position" = wanted."position"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.position)}::int[])
        AS wanted("id", "position")
      WHERE row."id" = wanted."id" AND row."position" <> wanted."position"`,
  )
  await inChunks(
    numbered(orders.placements),
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "position" = wanted."position"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.position)}::int[])
        AS wanted("id", "position")
      WHERE row."id" = wanted."id" AND row."position" <> wanted."position"`,
  )
}

/** What a person agreed to remove goes out of sight, each by a removal of its own that can be undone. */
async function writeRemovals(
  db: Db,
  { listId, userId }: Application,
  removals: readonly AgreedRemoval[],
): Promise<void> {
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

async function keepText(db: Db, application: Application, undo: object): Promise<string> {
  const { listId, userId, plan, seq, source, origin, etag, report, draftId } = application
  const id = nanoid(12)
  const { remembered } = plan.decided
  const conflicts = report.papers.flatMap(({ title, line, conflicts: found }) =>
    found.map(({ field, base, ours, theirs, chosen }) => ({ title, line, field, base, ours, theirs, chosen })),
  )
  const { counts, warnings } = report
  const kept = JSON.stringify({
    counts,
    warnings,
    conflicts: conflicts.slice(0, MAX_KEPT_CONFLICTS),
    remembered,
    draftId,
  })
  await db.sourceRevision.create({
    data: {
      id,
      listId,
      seq,
      origin: clip(origin, 500),
      etag,
      sha256: source.sha256,
      bytes: new Uint8Array(source.bytes),
      importedById: userId,
    },
    select: { id: true },
  })
  // As text: the client would walk through every value of them.
  await db.$executeRaw`
    UPDATE "SourceRevision" SET "report" = ${kept}::jsonb, "undo" = ${JSON.stringify(undo)}::jsonb WHERE "id" = ${id}`
  return id
}
