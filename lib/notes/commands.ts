import type { Actor } from '#lib/access.ts'
import { AppError } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/lists/change-list.ts'
import type { ListRef } from '#lib/lists/require-list.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { unsafeGetNote } from './queries.ts'
import type { NoteConflict, NoteSave } from './schema.ts'

type Db = Change['db']
export type NoteSaved = { version: number }

/**
 * Saves a paper's note and keeps the saved text as a version; the first save (baseVersion 0) writes it.
 * @throws AppError conflict (details: NoteConflict, the note as it stands) where someone saved since
 *   baseVersion; not_found for the list or the paper.
 */
export async function saveNote(actor: Actor, ref: ListRef, paperId: string, save: NoteSave): Promise<NoteSaved> {
  return changeList(actor, ref, 'note.edit', async ({ db, list, userId }) => {
    await unsafeRequirePaper(list.id, paperId, db)
    const result = await write(db, paperId, userId, save)
    return { result, subjectId: paperId }
  })
}

async function write(
  db: Db,
  paperId: string,
  userId: string | null,
  { text, baseVersion }: NoteSave,
): Promise<NoteSaved> {
  const version = baseVersion + 1
  if (baseVersion === 0) {
    const { count } = await db.note.createMany({
      data: [{ paperId, text, version, updatedById: userId }],
      skipDuplicates: true,
    })
    if (count === 0) return sameOrConflict(db, paperId, text)
  } else {
    await keepVersion(db, paperId)
    const { count } = await db.note.updateMany({
      where: { paperId, version: baseVersion },
      data: { text, version, updatedById: userId },
    })
    if (count === 0) return sameOrConflict(db, paperId, text)
  }
  await keepVersion(db, paperId)
  return { version }
}

/** Keeps the note as it stands among its versions: after each save, and before the first one of an imported note. */
async function keepVersion(db: Db, paperId: string): Promise<void> {
  const note = await db.note.findUnique({
    where: { paperId },
    select: { id: true, version: true, text: true, updatedAt: true, updatedById: true },
  })
  if (!note) return
  const { id: noteId, version, text, updatedAt: createdAt, updatedById: authorId } = note
  await db.noteVersion.createMany({ data: [{ noteId, version, text, createdAt, authorId }], skipDuplicates: true })
}

/** Two people who saved the same text agree; else the second one is told what the first one wrote. */
async function sameOrConflict(db: Db, paperId: string, text: string): Promise<NoteSaved> {
  const details: NoteConflict | null = await unsafeGetNote(paperId, db)
  if (details?.text === text) return { version: details.version }
  throw new AppError('conflict', 'Someone else saved this note while you were writing. Your text is kept here.', {
    details,
  })
}
