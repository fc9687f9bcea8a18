import type { ListAccess } from '#lib/access/list-access.ts'
import { prisma } from '#prisma/client.ts'

export type DraftView = { id: string; origin: string; createdAt: Date; createdByName: string | null }

const MAX_SHOWN = 50

/** Imports that were looked at and neither applied nor thrown away, newest first. @throws AppError not_found, forbidden. */
export async function listDrafts(access: ListAccess): Promise<DraftView[]> {
  const list = access.require('list.import')
  const drafts = await prisma().importDraft.findMany({
    where: { listId: list.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_SHOWN,
    select: { id: true, origin: true, createdAt: true, createdBy: { select: { name: true, email: true } } },
  })
  return drafts.map(({ createdBy, ...draft }) => ({
    ...draft,
    createdByName: createdBy && (createdBy.name ?? createdBy.email),
  }))
}
