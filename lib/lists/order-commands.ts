import type { Change } from '#lib/access/change-list.ts'

type Db = Change['db']

/**
 * Makes reorderings of one list wait for each other until the transaction ends: two moves at once
 * could otherwise close a cycle, or leave two rows at one position. Writers of notes and papers pass.
 */
export async function lockOrder(db: Db, listId: string): Promise<void> {
  await db.$queryRaw`SELECT "id" FROM "List" WHERE "id" = ${listId} FOR NO KEY UPDATE`
}

/** Numbers these sections 0, 1, 2 … in the given order; runs inside a command's transaction. */
export async function renumberSections(db: Db, ids: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE "Section" AS row SET "position" = wanted."at" - 1
    FROM unnest(${ids}::text[]) WITH ORDINALITY AS wanted("id", "at")
    WHERE row."id" = wanted."id" AND row."position" <> wanted."at" - 1`
}

/** Numbers these placements 0, 1, 2 … in the given order; runs inside a command's transaction. */
export async function renumberPlacements(db: Db, ids: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE "Placement" AS row SET "position" = wanted."at" - 1
    FROM unnest(${ids}::text[]) WITH ORDINALITY AS wanted("id", "at")
    WHERE row."id" = wanted."id" AND row."position" <> wanted."at" - 1`
}
