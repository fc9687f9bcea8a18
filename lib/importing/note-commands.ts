import { nanoid } from 'nanoid'
import type { Db } from '#prisma/client.ts'
import { type Application, inChunks, savedMeanwhile } from './application.ts'

/** Writes the notes of a plan: new ones at once, changed ones with the text they replace kept as a version. */
export async function writeNotes(db: Db, { plan, userId }: Application): Promise<void> {
  const added = plan.papers.flatMap((paper) => {
    const text = paper.merged ? paper.merged.note : paper.incoming.note
    const isNew = !paper.existing?.note && text !== null
    return isNew
      ? [{ id: nanoid(12), paperId: paper.id, text, importedText: text, version: 1, updatedById: userId }]
      : []
  })
  await inChunks(added, (data) => db.note.createMany({ data }))
  await inChunks(added, (rows) =>
    db.noteVersion.createMany({
      data: rows.map(({ id, text, version }) => ({ noteId: id, text, version, authorId: userId })),
    }),
  )
  for (const { existing, merged, incoming } of plan.papers) {
    if (!existing?.note || !merged) continue
    const importedText = incoming.note ?? ''
    const { id, text } = existing.note
    if (merged.changes.some((change) => change.field === 'note')) {
      await replaceNote(db, existing.note, { text: merged.note ?? '', importedText, userId, title: existing.title })
    } else if (
      existing.note.importedText !== importedText &&
      (existing.note.importedText !== null || incoming.note !== null)
    ) {
      // The group's text stays; the next merge starts from what the file says now. Not updateMany's updatedAt:
      // nobody changed the note.
      await db.$executeRaw`UPDATE "Note" SET "importedText" = ${importedText} WHERE "id" = ${id} AND "text" = ${text}`
    }
  }
}

type Next = { text: string; importedText: string; userId: string | null; title: string }

async function replaceNote(db: Db, note: { id: string; version: number }, next: Next): Promise<void> {
  const { id, version } = note
  const before = await db.note.findUniqueOrThrow({
    where: { id },
    select: { text: true, updatedAt: true, updatedById: true },
  })
  const { count } = await db.note.updateMany({
    where: { id, version },
    data: { text: next.text, importedText: next.importedText, version: version + 1, updatedById: next.userId },
  })
  if (count === 0) throw savedMeanwhile(next.title)
  const replaced = { noteId: id, version, text: before.text, createdAt: before.updatedAt, authorId: before.updatedById }
  await db.noteVersion.createMany({ data: [replaced], skipDuplicates: true })
  await db.noteVersion.create({
    data: { noteId: id, version: version + 1, text: next.text, authorId: next.userId },
    select: { id: true },
  })
}
