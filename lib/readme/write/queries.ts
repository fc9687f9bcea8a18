import type { ListAccess } from '#lib/access/list-access.ts'
import { reopenList } from '#lib/access/open-list.ts'
import { unsafeReadFile } from '#lib/files/queries.ts'
import { READ_CPU_MS } from '#lib/readme/limits.ts'
import { unsafeSettleNotes } from '#lib/readme/apply/note-commands.ts'
import { sha256Of } from '#lib/readme/parse/read-source.ts'
import { clientOf, costly } from '#lib/limits/costly.ts'
import { RevisionCache } from '#lib/lists/revision-cache.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { type Db, prisma } from '#prisma/client.ts'
import type { exportWork } from './export-work.ts'
import { unsafeStateRows } from './state-queries.ts'
import { unsafeTouched } from './touched-queries.ts'

/** A list as a README file. */
export type Exported = {
  bytes: Uint8Array
  /** Names the bytes: a strong entity tag without its quotes, the SHA-256 of the file. */
  etag: string
  filename: string
  /** Papers of the list that the text no longer had when it was last imported, and that nobody here has touched: they are not in it. */
  leftOut: number
}

export type ExportOptions = {
  /** Write every paper of the list. */
  all?: boolean
}

/** Of a README that was written: many times the largest that is read. */
const MAX_EXPORT_BYTES = 64 * 1024 * 1024
const CANNOT_BE_WRITTEN = 'This list takes too long to be written as a file. Nothing was changed.'

const exports = new RevisionCache<Exported>(16)

/**
 * A list as a README: the text last imported with only what the group changed rewritten; the very
 * bytes that were imported where it changed nothing.
 * @throws AppError not_found, forbidden, rate_limited.
 */
export async function exportList(access: ListAccess, options: ExportOptions = {}): Promise<Exported> {
  const { id } = access.require('list.export')
  return costly('export', clientOf(access.actor), async () => {
    // What was written in open notes a moment ago is in the file.
    await unsafeSettleNotes(id)
    const list = (await reopenList(access)).require('list.export')
    return exports.get(list.id, list.revision, options.all ? 'all' : 'readme', () => unsafeExportList(list.id, options))
  })
}

const writeApart = defineTask<typeof exportWork>({
  file: 'lib/readme/write/export-work.ts',
  name: 'exportWork',
  lane: 'heavy',
  cpuMs: READ_CPU_MS,
  outputBytes: MAX_EXPORT_BYTES,
})

/**
 * Unsafe: asks no actor; for an export that has checked the list, and for the bench.
 * @throws AppError too_large where writing it takes too long, unavailable where too much is waiting.
 */
export async function unsafeExportList(listId: string, options: ExportOptions = {}, db?: Db): Promise<Exported> {
  const { slug, source, rows, touched } = db
    ? await present(listId, options, db)
    : await prisma().$transaction((snapshot) => present(listId, options, snapshot), {
        isolationLevel: 'RepeatableRead',
        timeout: 60_000,
        maxWait: 10_000,
      })
  const bytes = source === null ? null : await unsafeReadFile(source)
  const { text: written, leftOut } = await inWords(writeApart({ bytes, rows, touched }), { tooMuch: CANNOT_BE_WRITTEN })
  const file = new TextEncoder().encode(written)
  return { bytes: file, etag: sha256Of(file), filename: `${slug}.md`, leftOut }
}

/** The list and the text last imported and not taken back, as of one moment. */
async function present(listId: string, { all }: ExportOptions, db: Db) {
  const { slug } = await db.list.findUniqueOrThrow({ where: { id: listId }, select: { slug: true } })
  const last = await db.sourceRevision.findFirst({
    where: { listId, undoneAt: null },
    orderBy: { seq: 'desc' },
    select: { sha256: true },
  })
  const rows = await unsafeStateRows(listId, db)
  const touched = !last || all ? null : [...(await unsafeTouched(listId, db))]
  return { slug, source: last?.sha256 ?? null, rows, touched }
}
