import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import { requirePaper } from '#lib/papers/paper-queries.ts'
import { type Db, prisma } from '#prisma/client.ts'
import type { NoteVersionEntry, NoteVersionView, NoteView } from './schema.ts'

/** The paper's note, null where none was written. @throws AppError not_found for the list or the paper. */
export async function getNote(access: ListAccess, paperId: string): Promise<NoteView | null> {
  access.require('note.read')
  await requirePaper(access, paperId)
  return unsafeGetNote(paperId)
}

/**
 * The note by its paper alone. Unsafe: asks nobody; for callers that have decided already that this
 * paper's note may be seen (getNote, a share link that includes notes, saveNote).
 */
export async function unsafeGetNote(paperId: string, db: Db = prisma()): Promise<NoteView | null> {
  const note = await db.note.findUnique({
    where: { paperId },
    select: { text: true, version: true, updatedAt: true, updatedBy: { select: { name: true } } },
  })
  if (!note) return null
  const { updatedBy, ...rest } = note
  return { ...rest, updatedByName: updatedBy?.name ?? null }
}

/** The kept versions of the note without their texts, newest first. @throws AppError not_found. */
export async function listNoteVersions(access: ListAccess, paperId: string, limit = 200): Promise<NoteVersionEntry[]> {
  access.require('note.read')
  await requirePaper(access, paperId)
  const rows = await prisma().noteVersion.findMany({
    where: { note: { paperId } },
    select: { version: true, name: true, createdAt: true, author: { select: { name: true } } },
    orderBy: { version: 'desc' },
    take: limit,
  })
  return rows.map(({ author, ...row }) => ({ ...row, authorName: author?.name ?? null }))
}

/** One kept version with its text. @throws AppError not_found. */
export async function getNoteVersion(access: ListAccess, paperId: string, version: number): Promise<NoteVersionView> {
  access.require('note.read')
  await requirePaper(access, paperId)
  const row = await prisma().noteVersion.findFirst({
    where: { note: { paperId }, version },
    select: { version: true, name: true, text: true, createdAt: true, author: { select: { name: true } } },
  })
  if (!row) throw notFound('version')
  const { author, ...rest } = row
  return { ...rest, authorName: author?.name ?? null }
}
