import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { lockOrder, renumberSections } from './order-commands.ts'
import { placeAt } from './order.ts'
import type { NewSection, SectionMove } from './section-schema.ts'
import { MAX_DEPTH, type SectionRow, depthOf, heightOf, subtreeIds } from './section-tree.ts'

async function lockedSections(db: Change['db'], listId: string): Promise<SectionRow[]> {
  await lockOrder(db, listId)
  const rows = await db.section.findMany({
    where: { listId },
    select: { id: true, parentId: true, title: true, removalId: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ removalId, ...row }) => ({ ...row, removed: removalId !== null }))
}

function visible(rows: readonly SectionRow[], id: string): SectionRow {
  const row = rows.find((candidate) => candidate.id === id && !candidate.removed)
  if (!row) throw notFound('section')
  return row
}

function refuseSameTitle(rows: readonly SectionRow[], parentId: string | null, title: string, exceptId?: string): void {
  const same = (row: SectionRow) => row.parentId === parentId && !row.removed && row.id !== exceptId
  if (!rows.some((row) => same(row) && row.title.toLowerCase() === title.toLowerCase())) return
  throw new AppError('invalid', 'Please choose another title.', {
    fields: { title: `There is already a section “${title}” in the same place.` },
  })
}

function refuseTooDeep(depth: number): void {
  if (depth <= MAX_DEPTH) return
  throw new AppError('invalid', `Sections nest at most ${MAX_DEPTH} levels deep, like the headings of a README.`, {
    fields: { parentId: `At most ${MAX_DEPTH} levels.` },
  })
}

/**
 * Adds a section as the last one of its parent.
 * @throws AppError invalid where a sibling has the title or the tree would get too deep, not_found for the parent.
 */
export async function addSection(access: ListAccess, input: NewSection): Promise<{ id: string }> {
  return changeList(access, 'section.add', async ({ db, list }) => {
    const rows = await lockedSections(db, list.id)
    if (input.parentId !== null) visible(rows, input.parentId)
    refuseSameTitle(rows, input.parentId, input.title)
    refuseTooDeep(depthOf(rows, input.parentId) + 1)
    const last = await db.section.aggregate({
      where: { listId: list.id, parentId: input.parentId },
      _max: { position: true },
    })
    const section = await db.section.create({
      data: { listId: list.id, ...input, position: (last._max.position ?? -1) + 1 },
      select: { id: true },
    })
    return { result: section, subjectId: section.id }
  })
}

/** @throws AppError invalid where a sibling has the title, not_found. */
export async function renameSection(access: ListAccess, id: string, title: string): Promise<void> {
  return changeList(access, 'section.edit', async ({ db, list }) => {
    const rows = await lockedSections(db, list.id)
    const section = visible(rows, id)
    refuseSameTitle(rows, section.parentId, title, id)
    await db.section.update({ where: { id }, data: { title }, select: { id: true } })
    return { result: undefined, subjectId: id }
  })
}

/**
 * Moves a section, with everything in it, past a neighbour or to another parent.
 * @throws AppError invalid where it would end up inside itself or too deep, not_found.
 */
export async function moveSection(access: ListAccess, id: string, move: SectionMove): Promise<void> {
  return changeList(access, 'section.move', async ({ db, list }) => {
    const rows = await lockedSections(db, list.id)
    const section = visible(rows, id)
    const { parentId, position } = target(rows, section, move)
    if (parentId !== section.parentId) {
      if (parentId !== null) visible(rows, parentId)
      if (parentId !== null && subtreeIds(rows, id).includes(parentId)) {
        throw new AppError('invalid', 'A section cannot be moved into itself.', {
          fields: { parentId: `This place is inside “${section.title}”.` },
        })
      }
      refuseSameTitle(rows, parentId, section.title)
      refuseTooDeep(depthOf(rows, parentId) + heightOf(rows, id))
      await db.section.update({ where: { id }, data: { parentId }, select: { id: true } })
    }
    const siblings = rows.filter((row) => row.parentId === parentId)
    await renumberSections(db, placeAt(siblings, id, position))
    return { result: undefined, subjectId: id }
  })
}

function target(rows: readonly SectionRow[], section: SectionRow, move: SectionMove) {
  if ('parentId' in move) return move
  const siblings = rows.filter((row) => row.parentId === section.parentId && !row.removed)
  const step = move.direction === 'up' ? -1 : 1
  return { parentId: section.parentId, position: Math.max(0, siblings.indexOf(section) + step) }
}
