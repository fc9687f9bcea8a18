import type { Actor } from '#lib/access.ts'
import { unsafeSettleNotes } from '#lib/importing/note-commands.ts'
import { readSource, sha256Of } from '#lib/importing/read-source.ts'
import { RevisionCache } from '#lib/lists/revision-cache.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { unsafeListState } from './state-queries.ts'
import { writeReadme } from './write-readme.ts'

/** A list as a README file. */
export type Exported = {
  bytes: Uint8Array
  /** Names the bytes: a strong entity tag without its quotes, the SHA-256 of the file. */
  etag: string
  filename: string
}

const exports = new RevisionCache<Exported>(16)

/**
 * A list as a README: the text last imported with only what the group changed rewritten; the very
 * bytes that were imported where it changed nothing.
 * @throws AppError not_found, forbidden.
 */
export async function exportList(actor: Actor, ref: ListRef): Promise<Exported> {
  const { id } = await requireList(actor, ref, 'list.export')
  // What was written in open notes a moment ago is in the file.
  await unsafeSettleNotes(id)
  const list = await requireList(actor, { id }, 'list.export')
  return exports.get(list.id, list.revision, 'readme', () => unsafeExportList(list.id))
}

/** Unsafe: asks no actor; for an export that has checked the list, and for the bench. */
export async function unsafeExportList(listId: string, db?: Db): Promise<Exported> {
  const { slug, source, state } = db
    ? await present(listId, db)
    : await prisma().$transaction((snapshot) => present(listId, snapshot), {
        isolationLevel: 'RepeatableRead',
        timeout: 60_000,
        maxWait: 10_000,
      })
  const text = source === null ? '' : readSource(source).text
  const bytes = new TextEncoder().encode(writeReadme(text, state))
  return { bytes, etag: sha256Of(bytes), filename: `${slug}.md` }
}

/** The list and the text last imported and not taken back, as of one moment. */
async function present(listId: string, db: Db) {
  const { slug } = await db.list.findUniqueOrThrow({ where: { id: listId }, select: { slug: true } })
  const last = await db.sourceRevision.findFirst({
    where: { listId, undoneAt: null },
    orderBy: { seq: 'desc' },
    select: { bytes: true },
  })
  return { slug, source: last?.bytes ?? null, state: await unsafeListState(listId, db) }
}
