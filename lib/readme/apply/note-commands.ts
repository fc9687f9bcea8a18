import { nanoid } from 'nanoid'
import { unsafeSettleNote, unsafeWriteNoteText } from '#lib/notes/document-commands.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { type Application, type ImportRun, inChunks } from './application.ts'

/**
 * Writes the notes of a plan: those of new papers at once; those of papers that the list has already
 * as one edit each, since people may have them open. The texts they replace stay among their versions.
 */
export async function writeNotes(
  db: Db,
  { writes: { notes }, userId, run }: Pick<Application, 'writes' | 'userId' | 'run'>,
) {
  const added = notes.added.map(({ paperId, text }) => ({
    id: nanoid(12),
    paperId,
    text,
    importedText: text,
    version: 1,
    updatedById: userId,
  }))
  await inChunks(added, (data) => db.note.createMany({ data }))
  await inChunks(added, (rows) =>
    db.noteVersion.createMany({
      data: rows.map(({ id, text, version }) => ({ noteId: id, text, version, authorId: userId })),
    }),
  )
  for (const note of notes.edited) await writeNote(db, { ...note, userId }, run)
  await writeBases(db, notes.bases)
}

type NoteWrite = Parameters<typeof unsafeWriteNoteText>[1]

async function writeNote(db: Db, write: NoteWrite, run: ImportRun): Promise<void> {
  await unsafeWriteNoteText(db, write)
  await run.wrote(0)
}

/** Where the next merge of each note starts from. Not updateMany's updatedAt: nobody changed the note. */
export async function writeBases(
  db: Db,
  bases: readonly { paperId: string; importedText: string | null }[],
): Promise<void> {
  await inChunks(
    bases,
    (rows) => db.$executeRaw`
      UPDATE "Note" AS row SET "importedText" = wanted."importedText"
      FROM unnest(${rows.map((row) => row.paperId)}::text[], ${rows.map((row) => row.importedText)}::text[])
        AS wanted("paperId", "importedText")
      WHERE row."paperId" = wanted."paperId"`,
  )
}

/** What was written in open notes a moment ago counts before an import is decided. Unsafe: asks nobody; nothing is said that was not. */
export async function unsafeSettleNotes(listId: string): Promise<void> {
  const rows = await prisma().noteUpdate.findMany({
    where: { document: { paper: { listId } } },
    distinct: ['paperId'],
    select: { paperId: true },
  })
  for (const { paperId } of rows) await unsafeSettleNote(paperId)
}
