import * as Y from 'yjs'
import type { Actor } from '#lib/access.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { prisma } from '#prisma/client.ts'
import { unsafeOpenDocument } from './document-commands.ts'
import { lineClients } from './line-authors.ts'
import { applyUpdates } from './note-doc.ts'

/** A line of the note as it stands, and who wrote it; nobody: it came with an import. */
export type AuthoredLine = { text: string; authors: string[] }

/** The note line by line with who wrote each, from the document itself. @throws AppError not_found. */
export async function getLineAuthors(actor: Actor, ref: ListRef, paperId: string): Promise<AuthoredLine[]> {
  const list = await requireList(actor, ref, 'note.read')
  await unsafeRequirePaper(list.id, paperId)
  const stored = await unsafeOpenDocument(paperId)
  const doc = new Y.Doc()
  applyUpdates(doc, stored.updates)
  const lines = lineClients(doc)
  doc.destroy()
  const writers = await prisma().noteWriter.findMany({
    where: { paperId },
    select: { clientId: true, user: { select: { name: true, email: true } } },
  })
  const names = new Map(
    writers.map(({ clientId, user }) => [Number(clientId), user ? (user.name ?? user.email) : 'Somebody who left']),
  )
  return lines.map(({ text, clients }) => ({
    text,
    authors: [...new Set(clients.flatMap((client) => names.get(client) ?? []))],
  }))
}
