import type { Db } from '#prisma/client.ts'

/**
 * Keeps the note as it stands among its versions; nothing happens where it is kept already, or where
 * there is no note. Unsafe: asks nobody; for what has written the text, or is about to.
 * @param authorIds everybody who wrote since the version before; without them, who wrote last.
 */
export async function unsafeKeepVersion(
  db: Db,
  { paperId, authorIds }: { paperId: string; authorIds?: string[] },
): Promise<void> {
  const note = await db.note.findUnique({
    where: { paperId },
    select: { id: true, version: true, text: true, updatedAt: true, updatedById: true },
  })
  if (!note) return
  const { id: noteId, version, text, updatedAt: createdAt, updatedById: authorId } = note
  const everybody = authorIds ?? (authorId === null ? [] : [authorId])
  await db.noteVersion.createMany({
    data: [{ noteId, version, text, createdAt, authorId, authorIds: everybody }],
    skipDuplicates: true,
  })
}
