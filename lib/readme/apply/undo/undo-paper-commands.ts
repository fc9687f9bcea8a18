import { unsafeWriteNoteText } from '#lib/notes/document-commands.ts'
import { writeBases } from '#lib/readme/apply/note-commands.ts'
import { writePapers } from '#lib/readme/apply/paper-commands.ts'
import type { PaperChange } from '#lib/readme/plan/paper-rows.ts'
import type { PresentList } from '#lib/readme/plan/present.ts'
import { UNDO_FIELDS, isFieldSame, withField } from './undo-compare.ts'
import type { Undoing } from '#lib/readme/plan/undo-record.ts'

/** Puts back the fields that the import changed and nobody has changed since. */
export async function restorePapers({ db, listId, record, keep }: Undoing, present: PresentList): Promise<void> {
  const byId = new Map(present.papers.map((paper) => [paper.id, paper]))
  const changes = record.papers.flatMap(({ id, before, after }): PaperChange[] => {
    const paper = byId.get(id)
    if (!paper) return []
    let fields: PaperChange['fields'] = paper
    const edited: string[] = []
    for (const field of UNDO_FIELDS) {
      if (!(field in before)) continue
      if (isFieldSame(field, paper, after)) fields = withField(field, fields, before)
      else edited.push(field)
    }
    if (edited.length > 0) keep(paper.title, `changed since: ${edited.join(', ')}`)
    if (fields === paper) return []
    return [
      {
        id,
        version: paper.version,
        was: paper.title,
        fields,
        isRelinked: 'links' in before && !edited.includes('links'),
      },
    ]
  })
  await writePapers(db, listId, changes)
}

/** Puts back the notes that the import changed and nobody has written in since. */
export async function restoreNotes({ db, userId, record, keep }: Undoing, present: PresentList): Promise<void> {
  const byId = new Map(present.papers.map((paper) => [paper.id, paper]))
  const bases: { paperId: string; importedText: string | null }[] = []
  const write = async (paperId: string, from: { before: string; after: string; importedBefore: string | null }) => {
    const paper = byId.get(paperId)
    if (!paper?.note) return
    if (paper.note.text === from.after) {
      await unsafeWriteNoteText(db, { paperId, text: from.before, userId, baseVersion: paper.note.version })
    } else keep(paper.title, 'its note was changed since')
    bases.push({ paperId, importedText: from.importedBefore })
  }
  for (const { paperId, ...from } of record.notes) await write(paperId, from)
  for (const { paperId, after } of record.created.notes) {
    // Not deleted: somebody may have it open. An empty note is no note.
    await write(paperId, { before: '', after, importedBefore: null })
  }
  for (const { paperId, before } of record.importedTexts) bases.push({ paperId, importedText: before })
  await writeBases(db, bases)
}
