import type { Db } from '#prisma/client.ts'
import type { Touched } from './entries/touched.ts'

const BY_HAND = ['paper.add', 'paper.move', 'section.add', 'section.edit', 'section.move']

/** The papers and sections of a list that people added or moved. Unsafe: asks no actor; for an export that has checked the list. */
export async function unsafeTouched(listId: string, db: Db): Promise<Touched> {
  const events = await db.auditEvent.findMany({
    where: { listId, action: { in: BY_HAND }, subjectId: { not: null } },
    distinct: ['subjectId'],
    select: { subjectId: true },
  })
  return new Set(events.flatMap(({ subjectId }) => subjectId ?? []))
}
