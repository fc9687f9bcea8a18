import { type Db, prisma } from '#prisma/client.ts'
import type { ListAccess } from './list-access.ts'
import type { ListHeader } from './list-header.ts'
import { reopenList } from './open-list.ts'
import { type Operation, whatChanges } from './roles.ts'

export type Change = {
  db: Db
  list: Readonly<ListHeader>
  /** Null for the system. */
  userId: string | null
}

/**
 * Runs one change of a list in a transaction: asks once more whether the actor may do `operation`, runs `change`, then
 * raises the list's revision (which tells every cache) and writes the audit event. Every command that alters what a
 * list shows goes through here. The revision is raised last, so writers of one list wait for each other only at the end.
 * @param change returns its result; `subjectId` of what it touched goes to the audit log.
 * @param options.timeout of the transaction in ms; long imports raise it.
 * @param options.changes what is not so by the operation's name: see whatChanges.
 * @throws AppError not_found, forbidden, also where the right was taken away since the list was opened.
 */
export async function changeList<T>(
  access: ListAccess,
  operation: Operation,
  change: (context: Change) => Promise<{ result: T; subjectId?: string }>,
  options: { timeout?: number; changes?: 'contents' | 'texts' } = {},
): Promise<T> {
  access.require(operation)
  const { userId } = access
  return prisma().$transaction(
    async (db) => {
      const list = (await reopenList(access, db)).require(operation)
      const { result, subjectId } = await change({ db, list, userId })
      await db.auditEvent.create({
        data: { listId: list.id, userId, action: operation, subjectId: subjectId ?? null },
      })
      const raised = (options.changes ?? whatChanges(operation)) === 'contents' ? { contents: { increment: 1 } } : {}
      await db.list.update({
        where: { id: list.id },
        data: { revision: { increment: 1 }, ...raised },
        select: { id: true },
      })
      return result
    },
    { timeout: options.timeout ?? 10_000, maxWait: 10_000 },
  )
}
