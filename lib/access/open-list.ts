import { AppError, notFound } from '#lib/errors.ts'
import { readMacros } from '#lib/markdown/math/macros.ts'
import { type Db, Prisma } from '#prisma/client.ts'
import { directRows } from '#prisma/direct.ts'
import type { ListAccess } from './list-access.ts'
import type { ListHeader } from './list-header.ts'
import { type Actor, type Operation, type Role, can, effectiveRole, isProvenIn } from './roles.ts'

export type ListRef = { id: string } | { slug: string }

/** Said to members only: to everybody else the list does not exist. */
const unproven = (slug: string) =>
  new AppError(
    'unproven',
    'You were added to this list, but your sign-in does not open it yet: it came from an admin of another list. Ask for a sign-in link by mail, or ask an admin of this list for a link of theirs.',
    { details: { slug } },
  )

type Row = Omit<ListHeader, 'role' | 'katexMacros'> & { role: Role | null; katexMacros: unknown }

function accessTo(list: ListHeader, actor: Actor): ListAccess {
  const access: Omit<ListAccess, keyof ListAccess & symbol> = {
    actor,
    userId: actor.kind === 'user' ? actor.userId : null,
    list,
    can: (operation) => can(list.role, operation),
    require: (operation: Operation) => {
      if (!can(list.role, operation)) throw new AppError('forbidden', 'Your role in this list does not allow that.')
      return list
    },
  }
  // The one place that makes one: access.test.ts looks for others.
  return access as ListAccess
}

/**
 * Opens a list for an actor: the one gate of everything in it, asked once a request. @param db a transaction to ask in. List and role come in one round
 * trip; what the sign-in proves came with the session.
 * @throws AppError not_found where the actor may not even read it, unproven where they are a member whose sign-in
 *   does not count here.
 */
export async function openList(actor: Actor, ref: ListRef, db?: Db): Promise<ListAccess> {
  const userId = actor.kind === 'user' ? actor.userId : null
  const id = 'id' in ref ? ref.id : null
  const slug = 'slug' in ref ? ref.slug : null
  const asked = Prisma.sql`
    select l."id", l."slug", l."title", l."description", l."visibility"::text, l."revision", l."contents",
      l."katexMacros", m."role"::text
    from "List" l left join "Member" m on m."listId" = l."id" and m."userId" = ${userId}
    where l."id" = ${id} or l."slug" = ${slug}`
  const [row] = await (db ? db.$queryRaw<Row[]>(asked) : directRows<Row>(asked))
  if (!row) throw notFound('list')
  const role = effectiveRole(actor, row.id, row.role)
  if (row.role !== null && role === null && !isProvenIn(actor, row.id)) throw unproven(row.slug)
  if (role === null || !can(role, 'list.read')) throw notFound('list')
  return accessTo({ ...row, role, katexMacros: readMacros(row.katexMacros) }, actor)
}

/** The same list for the same actor as both are now: rights may have changed since it was opened. */
export const reopenList = (access: ListAccess, db?: Db): Promise<ListAccess> =>
  openList(access.actor, { id: access.list.id }, db)
