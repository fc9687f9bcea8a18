import { type Actor, type Operation, type Role, can, effectiveRole, isProvenIn } from './roles.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { readMacros } from '#lib/markdown/math/macros.ts'
import type { ListHeader } from './list-header.ts'

export type ListRef = { id: string } | { slug: string }

/** Said to members only: to everybody else the list does not exist. */
const unproven = (slug: string) =>
  new AppError(
    'unproven',
    'You were added to this list, but your sign-in does not open it yet: it came from an admin of another list. Ask for a sign-in link by mail, or ask an admin of this list for a link of theirs.',
    { details: { slug } },
  )

export type ListContext = ListHeader

type Row = Omit<ListHeader, 'role' | 'katexMacros'> & { role: Role | null; katexMacros: unknown }

/**
 * The list, if the actor may do `operation` in it: the one gate of every query and command. List and
 * role come in one round trip, since every page of a list starts here; what the sign-in proves came with
 * the session.
 * @throws AppError not_found where the actor may not even read it, unproven where they are a member whose
 *   sign-in does not count here, forbidden where they may read but not do this.
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
  if (!row) throw notFound('list')
  const role = effectiveRole(actor, row.id, row.role)
  if (row.role !== null && role === null && !isProvenIn(actor, row.id)) throw unproven(row.slug)
  if (role === null || !can(role, 'list.read')) throw notFound('list')
  if (!can(role, operation)) throw new AppError('forbidden', 'Your role in this list does not allow that.')
  return { ...row, role, katexMacros: readMacros(row.katexMacros) }
}
