import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { lockOrder } from '#lib/lists/order-commands.ts'
import { subtreeIds } from '#lib/lists/section-tree.ts'

type Db = Change['db']
export type Removed = { removalId: string }

// A removal only marks: what it takes out of sight keeps its place in the order, so undo is exact.

async function recordRemoval(
  { db, list, userId }: Change,
  kind: 'PAPER' | 'SECTION',
  title: string,
): Promise<{ removalId: string }> {
  const data = { listId: list.id, kind, title, createdById: userId }
  const removal = await db.removal.create({ data, select: { id: true } })
  return { removalId: removal.id }
}

/** Takes a paper out of every section where it stands. @throws AppError not_found. */
export async function removePaper(access: ListAccess, paperId: string): Promise<Removed> {
  return changeList(access, 'paper.remove', async (change) => {
    const { db, list } = change
    await lockOrder(db, list.id)
    const where = { paperId, listId: list.id, removalId: null }
    const placement = await db.placement.findFirst({ where, select: { paper: { select: { title: true } } } })
    if (!placement) throw notFound('paper')
    const removed = await recordRemoval(change, 'PAPER', placement.paper.title)
    await db.placement.updateMany({ where, data: removed })
    return { result: removed, subjectId: paperId }
  })
}

/** Takes a paper out of one section; it stays where else it stands. @throws AppError not_found. */
export async function removePlacement(access: ListAccess, placementId: string): Promise<Removed> {
  return changeList(access, 'paper.remove', async (change) => {
    const { db, list } = change
    await lockOrder(db, list.id)
    const placement = await db.placement.findFirst({
      where: { id: placementId, listId: list.id, removalId: null },
      select: { paperId: true, paper: { select: { title: true } }, section: { select: { title: true } } },
    })
    if (!placement) throw notFound('place')
    const title = `${placement.paper.title} (from ${placement.section.title})`
    const removed = await recordRemoval(change, 'PAPER', title)
    await db.placement.update({ where: { id: placementId }, data: removed, select: { id: true } })
    return { result: removed, subjectId: placement.paperId }
  })
}

/** Takes a section out of sight with every section and paper place below it. @throws AppError not_found. */
export async function removeSection(access: ListAccess, sectionId: string): Promise<Removed> {
  return changeList(access, 'section.remove', async (change) => {
    const { db, list } = change
    await lockOrder(db, list.id)
    const rows = await db.section.findMany({
      where: { listId: list.id, removalId: null },
      select: { id: true, parentId: true, title: true },
    })
    const section = rows.find((row) => row.id === sectionId)
    if (!section) throw notFound('section')
    const ids = subtreeIds(
      rows.map((row) => ({ ...row, removed: false })),
      sectionId,
    )
    const removed = await recordRemoval(change, 'SECTION', section.title)
    await db.section.updateMany({ where: { id: { in: ids } }, data: removed })
    await db.placement.updateMany({ where: { sectionId: { in: ids }, removalId: null }, data: removed })
    return { result: removed, subjectId: sectionId }
  })
}

/**
 * Puts back exactly what one removal took away, where it stood.
 * @throws AppError conflict where the section around it was itself removed later, not_found.
 */
export async function undoRemoval(access: ListAccess, removalId: string): Promise<void> {
  return changeList(access, 'removal.undo', async ({ db, list }) => {
    await lockOrder(db, list.id)
    const removal = await db.removal.findFirst({ where: { id: removalId, listId: list.id }, select: { id: true } })
    if (!removal) throw notFound('removal')
    await refuseInsideRemoved(db, removalId)
    await dropDoubles(db, removalId)
    await db.section.updateMany({ where: { removalId }, data: { removalId: null } })
    await db.placement.updateMany({ where: { removalId }, data: { removalId: null } })
    await db.removal.delete({ where: { id: removalId }, select: { id: true } })
    return { result: undefined, subjectId: removalId }
  })
}

/** What was removed first and lies inside something removed later comes back after it. */
async function refuseInsideRemoved(db: Db, removalId: string): Promise<void> {
  const removedLater = { removalId: { not: null }, NOT: { removalId } }
  const around =
    (await db.section.findFirst({
      where: { parent: { is: removedLater }, removalId },
      select: { parent: { select: { removal: { select: { title: true } } } } },
    })) ??
    (await db.placement
      .findFirst({
        where: { section: { is: removedLater }, removalId },
        select: { section: { select: { removal: { select: { title: true } } } } },
      })
      .then((placement) => placement && { parent: placement.section }))
  if (!around) return
  const title = around.parent?.removal?.title ?? ''
  throw new AppError('conflict', `The section around it was removed too. First undo the removal of “${title}”.`)
}

/** The paper may have been put back into the section by hand meanwhile: it stands there once. */
async function dropDoubles(db: Db, removalId: string): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "Placement" AS removed USING "Placement" AS live
    WHERE removed."removalId" = ${removalId} AND live."removalId" IS NULL
      AND live."paperId" = removed."paperId" AND live."sectionId" = removed."sectionId"`
}
