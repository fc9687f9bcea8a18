import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { changeList } from '#lib/access/change-list.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { unsafeSettleNote, unsafeWriteNoteText } from './document-commands.ts'
import { unsafeGetNote } from './queries.ts'
import type { NoteConflict, NoteSave } from './schema.ts'

/** The paper's row tells whether it has a note. */
export const A_NOTE_MAY_BEGIN = { changes: 'contents' } as const

export type NoteSaved = { version: number }

/**
 * Saves a paper's note, as one edit of the document that others may have open, and keeps the saved
 * text as a version; the first save (baseVersion 0) writes it.
 * @throws AppError conflict (details: NoteConflict, the note as it stands) where someone wrote since
 *   baseVersion; not_found for the list or the paper.
 */
export async function saveNote(access: ListAccess, paperId: string, save: NoteSave): Promise<NoteSaved> {
  const { text, baseVersion } = save
  const list = access.require('note.edit')
  await unsafeRequirePaper(list.id, paperId)
  // What was written on the socket a moment ago counts: the person must see it before they replace it.
  await unsafeSettleNote(paperId)
  try {
    return await changeList(
      access,
      'note.edit',
      async ({ db, list: { id }, userId }) => {
        await unsafeRequirePaper(id, paperId, db)
        const result = await unsafeWriteNoteText(db, { paperId, text, userId, baseVersion })
        return { result, subjectId: paperId }
      },
      A_NOTE_MAY_BEGIN,
    )
  } catch (error) {
    if (isAppError(error) && error.code === 'conflict') return sameOrConflict(paperId, text)
    throw error
  }
}

/** Two people who saved the same text agree; else the second one is told what the first one wrote. */
async function sameOrConflict(paperId: string, text: string): Promise<NoteSaved> {
  const details: NoteConflict | null = await unsafeGetNote(paperId)
  if (details?.text === text) return { version: details.version }
  throw new AppError('conflict', 'Someone else saved this note while you were writing. Your text is kept here.', {
    details,
  })
}
