import type { Actor, Operation } from './roles.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { type ListContext, type ListRef, requireList } from './open-list.ts'

export type Change = {
  db: Db
  list: ListContext
  /** Null for the system. */
  userId: string | null
}

/**
 * Runs one change of a list: checks that the actor may do `operation`, runs `change` in a
 * transaction, then raises the list's revision (which tells every cache) and writes the audit event.
 * Every command that alters what a list shows goes through here. The revision is raised last, so
 * writers of one list wait for each other only at the end.
 * @param change returns its result; `subjectId` of what it touched goes to the audit log.
 * @param options.timeout of the transaction in ms; long imports raise it.
 */
export async function changeList<T>(
  actor: Actor,
  ref: ListRef,
  operation: Operation,
  change: (context: Change) => Promise<{ result: T; subjectId?: string }>,
  options: { timeout?: number } = {},
): Promise<T> {
  const userId = actor.kind === 'user' ? actor.userId : null
  return prisma().$transaction(
    async (db) => {
      const list = await requireList(actor, ref, operation, db)
      const { result, subjectId } = await change({ db, list, userId })
      await db.auditEvent.create({
        data: { listId: list.id, userId, action: operation, subjectId: subjectId ?? null },
      })
      await db.list.update({ where: { id: list.id }, data: { revision: { increment: 1 } }, select: { id: true } })
      return result
    },
    { timeout: options.timeout ?? 10_000, maxWait: 10_000 },
  )
}
