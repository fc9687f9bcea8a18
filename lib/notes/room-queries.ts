import { openList } from '#lib/access/open-list.ts'
import { type Actor, can } from '#lib/access/roles.ts'
import { notFound } from '#lib/errors.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { prisma } from '#prisma/client.ts'

export type NoteRoomAccess = { listId: string; mayEdit: boolean }

/** What the actor may do with a paper's note on the socket. @throws AppError not_found. */
export async function getNoteRoom(actor: Actor, paperId: string): Promise<NoteRoomAccess> {
  const paper = await prisma().paper.findUnique({ where: { id: paperId }, select: { listId: true } })
  if (!paper) throw notFound('paper')
  const { id: listId, role } = (await openList(actor, { id: paper.listId })).require('note.read')
  await unsafeRequirePaper(listId, paperId)
  return { listId, mayEdit: can(role, 'note.edit') }
}
