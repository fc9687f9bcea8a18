import type { ListAccess } from '#lib/access/list-access.ts'
import { isAppError } from '#lib/errors.ts'
import { prisma } from '#prisma/client.ts'
import type { RemovalView } from './schema.ts'

const SELECT = {
  id: true,
  kind: true,
  title: true,
  createdAt: true,
  createdBy: { select: { name: true } },
  _count: { select: { sections: true, placements: true } },
} as const

type Row = Omit<RemovalView, 'createdByName' | 'sectionCount' | 'paperCount'> & {
  createdBy: { name: string | null } | null
  _count: { sections: number; placements: number }
}

const view = ({ createdBy, _count, ...row }: Row): RemovalView => ({
  ...row,
  createdByName: createdBy?.name ?? null,
  sectionCount: _count.sections,
  paperCount: _count.placements,
})

/** The latest removals that can be undone, newest first. @throws AppError not_found, forbidden. */
export async function listRemovals(access: ListAccess, limit = 200): Promise<RemovalView[]> {
  const list = access.require('removal.read')
  const orderBy = [{ createdAt: 'desc' }, { id: 'desc' }] as const
  const rows = await prisma().removal.findMany({
    where: { listId: list.id },
    select: SELECT,
    orderBy: [...orderBy],
    take: limit,
  })
  return rows.map(view)
}

/** One removal; null where it was undone already, is not in this list, or is not for the actor to see. */
export async function findRemoval(access: ListAccess, removalId: string): Promise<RemovalView | null> {
  try {
    const list = access.require('removal.read')
    const row = await prisma().removal.findFirst({ where: { id: removalId, listId: list.id }, select: SELECT })
    return row ? view(row) : null
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}
