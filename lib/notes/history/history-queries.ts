import type { ListAccess } from '#lib/access/list-access.ts'
import type { Page } from '#lib/paging.ts'
import { requirePaper } from '#lib/papers/paper-queries.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { prisma } from '#prisma/client.ts'
import { unsafeOpenDocument } from '#lib/notes/document-commands.ts'
import type { lineAuthorsWork } from './line-authors-work.ts'

/** A line of the note as it stands, and who wrote it; nobody: it came with an import. */
export type AuthoredLine = { text: string; authors: string[] }

const readLines = defineTask<typeof lineAuthorsWork>({
  file: 'lib/notes/history/line-authors-work.ts',
  name: 'lineAuthorsWork',
  lane: 'page',
  // The longest note, written letter by letter, takes 0.3 s.
  cpuMs: 5000,
  outputBytes: 4 * 1024 * 1024,
})

/**
 * The note line by line with who wrote each, from the document itself: a page of it.
 * @throws AppError not_found, too_large, unavailable.
 */
export async function getLineAuthors(access: ListAccess, paperId: string, page = 1): Promise<Page<AuthoredLine>> {
  access.require('note.read')
  await requirePaper(access, paperId)
  const { updates } = await unsafeOpenDocument(paperId)
  const lines = await inWords(readLines({ updates, page }), {
    tooMuch: 'This note has been written in more pieces than can be told apart. It is kept as it is.',
    busy: 'Colloquium is busy; try again in a moment.',
  })
  const writers = await prisma().noteWriter.findMany({
    where: { paperId },
    select: { clientId: true, user: { select: { name: true, email: true } } },
  })
  const names = new Map(
    writers.map(({ clientId, user }) => [Number(clientId), user ? (user.name ?? user.email) : 'Somebody who left']),
  )
  const rows = lines.rows.map(({ text, clients }) => ({
    text,
    authors: [...new Set(clients.flatMap((client) => names.get(client) ?? []))],
  }))
  return { ...lines, rows }
}
