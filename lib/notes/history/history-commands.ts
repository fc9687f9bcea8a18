import type { ListAccess } from '#lib/access/list-access.ts'
import { A_NOTE_MAY_BEGIN } from '#lib/notes/commands.ts'
import { changeList } from '#lib/access/change-list.ts'
import { notFound } from '#lib/errors.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { unsafeSettleNote, unsafeWriteNoteText } from '#lib/notes/document-commands.ts'
import { unsafeKeepVersion } from './version-commands.ts'

/**
 * Makes an earlier text the note's text again, as a new edit: nothing of the history is rewritten, and
 * who has the note open sees it change. @throws AppError not_found, forbidden.
 */
export async function restoreNoteVersion(
  access: ListAccess,
  paperId: string,
  version: number,
): Promise<{ version: number }> {
  const list = access.require('note.edit')
  await unsafeRequirePaper(list.id, paperId)
  await unsafeSettleNote(paperId)
  return changeList(
    access,
    'note.edit',
    async ({ db, list: { id }, userId }) => {
      await unsafeRequirePaper(id, paperId, db)
      const kept = await db.noteVersion.findFirst({ where: { note: { paperId }, version }, select: { text: true } })
      if (!kept) throw notFound('version')
      return { result: await unsafeWriteNoteText(db, { paperId, text: kept.text, userId }), subjectId: paperId }
    },
    A_NOTE_MAY_BEGIN,
  )
}

/**
 * Keeps the note as it is now under a name of its own. @throws AppError not_found (also where no note
 * was written yet), forbidden.
 */
export async function nameNoteVersion(access: ListAccess, paperId: string, name: string): Promise<{ version: number }> {
  const list = access.require('note.edit')
  await unsafeRequirePaper(list.id, paperId)
  await unsafeSettleNote(paperId)
  return changeList(access, 'note.edit', async ({ db, list: { id } }) => {
    await unsafeRequirePaper(id, paperId, db)
    const note = await db.note.findUnique({ where: { paperId }, select: { id: true, version: true } })
    if (!note) throw notFound('note')
    await unsafeKeepVersion(db, { paperId })
    await db.noteVersion.update({
      where: { noteId_version: { noteId: note.id, version: note.version } },
      data: { name },
      select: { id: true },
    })
    return { result: { version: note.version }, subjectId: paperId }
  })
}
