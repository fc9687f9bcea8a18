import type { Actor } from '#lib/access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { changeList } from '#lib/lists/change-list.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { type Db, Prisma } from '#prisma/client.ts'
import { unsafeSettleNotes } from './note-commands.ts'
import { unsafePresentList } from './queries.ts'
import type { UndoResult } from './report.ts'
import { lockRows } from './run-commands.ts'
import { restoreNotes, restorePapers } from './undo-paper-commands.ts'
import { removeCreated, restoreOrders, restorePlaces } from './undo-place-commands.ts'
import { type UndoRecord, type Undoing, undoRecordSchema } from './undo-record.ts'
import { restoreAssets, restoreSpans } from './undo-text-commands.ts'

/**
 * Takes an import back as a whole, in one transaction: what it made goes, what it changed is again as
 * it was, and the text before it is the one that the next merge starts from. What a person has changed
 * since stays as they left it, and the result says so.
 * @throws AppError not_found, forbidden, conflict where it is undone already, a later import builds on
 *   it, or it was made before imports could be undone.
 */
export async function undoImport(actor: Actor, ref: ListRef, revisionId: string): Promise<UndoResult> {
  const { id: listId } = await requireList(actor, ref, 'list.import')
  await unsafeSettleNotes(listId)
  return changeList(
    actor,
    { id: listId },
    'list.import',
    async ({ db, userId }) => {
      await lockRows(db, listId)
      const record = await readRecord(db, listId, revisionId)
      const kept: UndoResult['kept'] = []
      const undoing: Undoing = { db, listId, userId, record, keep: (title, why) => void kept.push({ title, why }) }
      await showAgain(undoing)
      const present = await unsafePresentList(listId, db)
      await restorePlaces(undoing, present)
      await restorePapers(undoing, present)
      await restoreNotes(undoing, present)
      await removeCreated(undoing, present)
      await restoreSpans(undoing)
      await restoreOrders(undoing)
      await restoreAssets(undoing)
      await db.sourceRevision.update({
        where: { id: revisionId },
        data: { undoneAt: new Date(), undo: Prisma.DbNull },
        select: { id: true },
      })
      return { result: { kept }, subjectId: revisionId }
    },
    { timeout: 300_000 },
  )
}

async function readRecord(db: Db, listId: string, revisionId: string): Promise<UndoRecord> {
  const revision = await db.sourceRevision.findFirst({
    where: { id: revisionId, listId },
    select: { undo: true, undoneAt: true },
  })
  if (!revision) throw notFound('import')
  if (revision.undoneAt) throw new AppError('conflict', 'This import is undone already.')
  const latest = await db.sourceRevision.findFirst({
    where: { listId, undoneAt: null },
    orderBy: { seq: 'desc' },
    select: { id: true },
  })
  if (latest?.id !== revisionId) {
    throw new AppError('conflict', 'A later import builds on this one. Undo that one first.')
  }
  const record = undoRecordSchema.safeParse(revision.undo)
  if (!record.success) throw new AppError('conflict', 'This import was made before imports could be undone.')
  return record.data
}

/** What went with the import, since a person agreed to it, comes back. */
async function showAgain({ db, record }: Undoing): Promise<void> {
  const removalId = { in: record.created.removals }
  await db.section.updateMany({ where: { removalId }, data: { removalId: null } })
  await db.placement.updateMany({ where: { removalId }, data: { removalId: null } })
  await db.removal.deleteMany({ where: { id: removalId } })
}
