import { type Actor, type Operation, type Role, can } from '#lib/access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { roleInList } from '#lib/people/queries.ts'
import { type Db, prisma } from '#prisma/client.ts'

export type ListRef = { id: string } | { slug: string }

export type ListContext = { id: string; slug: string; title: string; revision: number; role: Role }

/**
 * The list, if the actor may do `operation` in it: the one gate of every query and command.
 * @throws AppError not_found where the actor may not even read it, forbidden where they may read but not do this.
 */
export async function requireList(
  actor: Actor,
  ref: ListRef,
  operation: Operation,
  db: Db = prisma(),
): Promise<ListContext> {
  const where = 'id' in ref ? { id: ref.id } : { slug: ref.slug }
  const list = await db.list.findUnique({ where, select: { id: true, slug: true, title: true, revision: true } })
  if (!list) throw notFound('list')
  const role = await roleInList(actor, list.id, db)
  if (role === null || !can(role, 'list.read')) throw notFound('list')
  if (!can(role, operation)) throw new AppError('forbidden', 'Your role in this list does not allow that.')
  return { ...list, role }
}
