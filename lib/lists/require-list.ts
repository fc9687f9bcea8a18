import { type Actor, type Operation, type Role, can, effectiveRole } from '#lib/access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { readMacros } from './macros.ts'
import type { ListHeader } from './schema.ts'

export type ListRef = { id: string } | { slug: string }

export type ListContext = ListHeader

type Row = Omit<ListHeader, 'role' | 'katexMacros'> & { role: Role | null; katexMacros: unknown }

/**
 * The list, if the actor may do `operation` in it: the one gate of every query and command. List and
 * role come in one round trip, since every page of a list starts here.
 * @throws AppError not_found where the actor may not even read it, forbidden where they may read but not do this.
 */
export async function requireList(
  actor: Actor,
  ref: ListRef,
  operation: Operation,
  db: Db = prisma(),
): Promise<ListContext> {
  const userId = actor.kind === 'user' ? actor.userId : null
  const id = 'id' in ref ? ref.id : null
  const slug = 'slug' in ref ? ref.slug : null
  const [row] = await db.$queryRaw<Row[]>`
    select l."id", l."slug", l."title", l."description", l."visibility"::text, l."revision", l."katexMacros", m."role"::text
    from "List" l left join "Member" m on m."listId" = l."id" and m."userId" = ${userId}
    where l."id" = ${id} or l."slug" = ${slug}`
  const role = effectiveRole(actor, row?.role ?? null)
  if (!row || !can(role, 'list.read') || role === null) throw notFound('list')
  if (!can(role, operation)) throw new AppError('forbidden', 'Your role in this list does not allow that.')
  return { ...row, role, katexMacros: readMacros(row.katexMacros) }
}
