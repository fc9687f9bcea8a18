import { nanoid } from 'nanoid'
import { type Db, prisma } from '#prisma/client.ts'

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

/**
 * Keeps notes as they stand among their versions, with everybody who wrote; one that is kept already stays as it
 * is. One statement, as unsafeKeepVersion for each held up whoever typed meanwhile. Unsafe: asks nobody.
 */
export async function unsafeKeepVersions(notes: { paperId: string; authorIds: string[] }[]): Promise<void> {
  await prisma().$executeRaw`
    insert into "NoteVersion" ("id", "noteId", "version", "text", "createdAt", "authorId", "authorIds")
    select k."id", n."id", n."version", n."text", n."updatedAt", n."updatedById", string_to_array(k."authorIds", ',')
    from unnest(${notes.map(() => nanoid(12))}::text[], ${notes.map((note) => note.paperId)}::text[],
        ${notes.map((note) => note.authorIds.join(','))}::text[]) k("id", "paperId", "authorIds")
      join "Note" n on n."paperId" = k."paperId"
    on conflict do nothing`
}
