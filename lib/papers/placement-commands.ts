import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { lockOrder, renumberPlacements } from '#lib/lists/order-commands.ts'
import { placeAt } from '#lib/lists/order.ts'
import { unsafeRequirePaper } from './paper-queries.ts'

type Db = Change['db']

/** @throws AppError not_found where the list has no such section (any more). Runs inside a command's transaction. */
export async function requireSection(db: Db, listId: string, sectionId: string): Promise<void> {
  const section = await db.section.findFirst({
    where: { id: sectionId, listId, removalId: null },
    select: { id: true },
  })
  if (!section) throw notFound('section')
}

/** Puts the paper last in the section; runs inside a command's transaction. */
export async function appendPlacement(db: Db, listId: string, paperId: string, sectionId: string): Promise<string> {
  await lockOrder(db, listId)
  const last = await db.placement.aggregate({ where: { sectionId }, _max: { position: true } })
  const position = (last._max.position ?? -1) + 1
  const placement = await db.placement.create({ data: { listId, paperId, sectionId, position }, select: { id: true } })
  return placement.id
}

async function refuseTwice(db: Db, paperId: string, sectionId: string, exceptId?: string): Promise<void> {
  const there = await db.placement.findFirst({
    where: { paperId, sectionId, removalId: null, ...(exceptId ? { id: { not: exceptId } } : {}) },
    select: { section: { select: { title: true } } },
  })
  if (!there) return
  throw new AppError('invalid', `The paper already stands in “${there.section.title}”.`, {
    fields: { sectionId: `It already stands in “${there.section.title}”.` },
  })
}

/**
 * Puts a paper into one more section, as its last paper.
 * @throws AppError invalid where it stands there already, not_found for the paper or the section.
 */
export async function placePaper(
  access: ListAccess,
  paperId: string,
  sectionId: string,
): Promise<{ placementId: string }> {
  return changeList(access, 'paper.move', async ({ db, list }) => {
    await unsafeRequirePaper(list.id, paperId, db)
    await requireSection(db, list.id, sectionId)
    await lockOrder(db, list.id)
    await refuseTwice(db, paperId, sectionId)
    const placementId = await appendPlacement(db, list.id, paperId, sectionId)
    return { result: { placementId }, subjectId: paperId }
  })
}

/**
 * Moves one of a paper's places to a section, which may be the same one.
 * @param target.position among the papers that are seen there; null: last.
 * @throws AppError invalid where the paper stands there already, not_found for the place or the section.
 */
export async function movePaper(
  access: ListAccess,
  placementId: string,
  target: { sectionId: string; position: number | null },
): Promise<void> {
  return changeList(access, 'paper.move', async ({ db, list }) => {
    await lockOrder(db, list.id)
    const placement = await db.placement.findFirst({
      where: { id: placementId, listId: list.id, removalId: null },
      select: { paperId: true },
    })
    if (!placement) throw notFound('place')
    await requireSection(db, list.id, target.sectionId)
    await refuseTwice(db, placement.paperId, target.sectionId, placementId)
    await db.placement.update({
      where: { id: placementId },
      data: { sectionId: target.sectionId },
      select: { id: true },
    })
    const rows = await db.placement.findMany({
      where: { sectionId: target.sectionId },
      select: { id: true, removalId: true },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    })
    const siblings = rows.map((row) => ({ id: row.id, removed: row.removalId !== null }))
    await renumberPlacements(db, placeAt(siblings, placementId, target.position))
    return { result: undefined, subjectId: placement.paperId }
  })
}
