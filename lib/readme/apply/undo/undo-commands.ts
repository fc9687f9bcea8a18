import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { changeList } from '#lib/access/change-list.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { type Db, Prisma } from '#prisma/client.ts'
import { MAX_PLAN_BYTES, PLAN_CPU_MS } from '#lib/readme/limits.ts'
import { unsafeSettleNotes } from '#lib/readme/apply/note-commands.ts'
import { unsafePresentRows } from '#lib/readme/apply/prepare/present-queries.ts'
import type { PresentList } from '#lib/readme/plan/present.ts'
import type { UndoResult } from '#lib/readme/report.ts'
import { lockRows } from '#lib/readme/apply/run-commands.ts'
import { restoreNotes, restorePapers } from './undo-paper-commands.ts'
import { removeCreated, restoreOrders, restorePlaces } from './undo-place-commands.ts'
import type { UndoRecord, Undoing } from '#lib/readme/plan/undo-record.ts'
import { restoreAssets, restoreSpans } from './undo-text-commands.ts'
import type { undoWork } from './undo-work.ts'

/**
 * Takes an import back as a whole, in one transaction: what it made goes, what it changed is again as
 * it was, and the text before it is the one that the next merge starts from. What a person has changed
 * since stays as they left it, and the result says so.
 * @throws AppError not_found, forbidden, conflict where it is undone already, a later import builds on
 *   it, or it was made before imports could be undone.
 */
export async function undoImport(access: ListAccess, revisionId: string): Promise<UndoResult> {
  const { id: listId } = access.require('list.import')
  await unsafeSettleNotes(listId)
  return changeList(
    access,
    'list.import',
    async ({ db, userId }) => {
      await lockRows(db, listId)
      const { record, present: before } = await readUndo(db, listId, revisionId)
      const kept: UndoResult['kept'] = []
      const undoing: Undoing = { db, listId, userId, record, keep: (title, why) => void kept.push({ title, why }) }
      await showAgain(undoing)
      const present = shownAgain(before, record)
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

const readUndoApart = defineTask<typeof undoWork>({
  file: 'lib/readme/apply/undo/undo-work.ts',
  name: 'undoWork',
  lane: 'heavy',
  cpuMs: PLAN_CPU_MS,
  outputBytes: MAX_PLAN_BYTES,
})

async function readUndo(
  db: Db,
  listId: string,
  revisionId: string,
): Promise<{ record: UndoRecord; present: PresentList }> {
  // As text: it names every paper, and a worker reads it.
  const [revision] = await db.$queryRaw<{ undo: string | null; undoneAt: Date | null }[]>`
    select "undo"::text as "undo", "undoneAt" from "SourceRevision" where "id" = ${revisionId} and "listId" = ${listId}`
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
  const rows = await unsafePresentRows(listId, db)
  const { record, present } = await inWords(readUndoApart({ undo: revision.undo, rows }), {
    tooMuch: 'This import takes too long to be undone. Nothing was changed.',
  })
  if (!record) throw new AppError('conflict', 'This import was made before imports could be undone.')
  return { record, present }
}

/** The list once what went with the import is in sight again. */
function shownAgain(present: PresentList, { created }: UndoRecord): PresentList {
  const removals = new Set(created.removals)
  const shown = <T extends { removalId: string | null }>(row: T): T =>
    row.removalId !== null && removals.has(row.removalId) ? { ...row, removalId: null } : row
  return {
    sections: present.sections.map(shown),
    papers: present.papers.map((paper) => ({ ...paper, placements: paper.placements.map(shown) })),
  }
}

/** What went with the import, since a person agreed to it, comes back. */
async function showAgain({ db, record }: Undoing): Promise<void> {
  const removalId = { in: record.created.removals }
  await db.section.updateMany({ where: { removalId }, data: { removalId: null } })
  await db.placement.updateMany({ where: { removalId }, data: { removalId: null } })
  await db.removal.deleteMany({ where: { id: removalId } })
}
