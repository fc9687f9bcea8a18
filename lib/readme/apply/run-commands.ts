import type { ListAccess } from '#lib/access/list-access.ts'
import { reopenList } from '#lib/access/open-list.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { storeFile } from '#lib/files/commands.ts'
import { changeList } from '#lib/access/change-list.ts'
import { lockOrder } from '#lib/lists/order-commands.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { type RunOptions, startRun } from './application.ts'
import { applyWrites } from './apply-commands.ts'
import { placeImages, storeImages } from './asset-commands.ts'
import { unsafeSettleNotes } from './note-commands.ts'
import { type Incoming, type Prepared, unsafePrepareImport } from './prepare/prepare-queries.ts'
import type { ImportReport } from '#lib/readme/report.ts'

export type ImportRequest = RunOptions & {
  access: ListAccess
  /** Reads the text; called once the actor's right is checked. */
  read: () => Incoming | Promise<Incoming>
  draftId?: string
  dryRun?: boolean
  /** Whether this text on this revision of the list is what the person saw. */
  isExpected?: (found: { sha256: string; revision: number }) => boolean
  /** Runs in the import's transaction, after everything is written. */
  afterwards?: (db: Db) => Promise<void>
}

const TIMEOUT_MS = 600_000
const ATTEMPTS = 3

/**
 * Imports a text: checks the right, plans, and writes the plan in one transaction. Nothing is written
 * in a dry run, where there is nothing to write, or where the signal is aborted before the end.
 * @throws AppError not_found, forbidden, invalid, too_large; conflict where the list is not the one that was
 *   expected (details: the new ImportReport), or people keep writing in what the import changes.
 */
export async function runImport(request: ImportRequest): Promise<ImportReport> {
  const { access, dryRun = false } = request
  const run = startRun(request)
  const list = access.require('list.import')
  const incoming = await request.read()
  const { sha256 } = incoming.source
  await run.step('parsed', incoming.read.digest.entries)
  for (let attempt = 1; ; attempt += 1) {
    if (!dryRun) await unsafeSettleNotes(list.id)
    const now = (await reopenList(access)).require('list.import')
    const preview = await unsafePrepareImport(prisma(), now, incoming, { dryRun, run })
    if (dryRun) return preview.report
    if (request.isExpected?.({ sha256, revision: now.revision }) === false) throw outdated(preview.report)
    if (!preview.report.hasChanges) {
      if (request.afterwards) await prisma().$transaction(request.afterwards)
      return { ...preview.report, dryRun: false }
    }
    try {
      return await write(request, now.id, incoming, preview, run)
    } catch (error) {
      // Somebody wrote in the very moment: what they wrote is merged in the next attempt.
      const isRace = isAppError(error) && error.code === 'conflict' && error.details === undefined
      if (!isRace || attempt === ATTEMPTS) throw error
    }
  }
}

async function write(
  request: ImportRequest,
  listId: string,
  incoming: Incoming,
  preview: Prepared,
  run: ReturnType<typeof startRun>,
): Promise<ImportReport> {
  const { source, origin, etag, images } = incoming
  // Before the transaction: it is long enough without them.
  await storeFile(source.bytes)
  const stored = await storeImages(preview.report.assets, images)
  return changeList(
    request.access,
    'list.import',
    async ({ db, list, userId }) => {
      await lockRows(db, listId)
      const { revision } = await db.list.findUniqueOrThrow({ where: { id: listId }, select: { revision: true } })
      // Everything that alters a list raises its revision: the same one means the same list.
      const isSame = revision === preview.report.list.revision
      const prepared = isSame
        ? preview
        : await unsafePrepareImport(db, { ...list, revision }, incoming, { dryRun: false, run })
      const { writes, lastSeq } = prepared
      if (!writes) throw new Error('An import that writes was planned as a dry run.')
      if (request.isExpected?.({ sha256: source.sha256, revision }) === false) throw outdated(prepared.report)
      const { assets, refused } = await placeImages(db, listId, prepared.report.assets, stored)
      const report = {
        ...prepared.report,
        dryRun: false,
        warnings: [...prepared.report.warnings, ...refused],
      }
      const revisionId = await applyWrites(db, {
        listId,
        userId,
        writes,
        seq: lastSeq + 1,
        source,
        origin,
        etag,
        draftId: request.draftId ?? null,
        report,
        assets,
        run,
      })
      await request.afterwards?.(db)
      request.signal?.throwIfAborted()
      return { result: { ...report, revisionId }, subjectId: revisionId }
    },
    { timeout: TIMEOUT_MS },
  )
}

/**
 * Holds the list's papers, notes and order until the transaction ends. In this order: whoever saves a
 * paper or a note holds it before they raise the list's revision, so neither waits for the other.
 */
export async function lockRows(db: Db, listId: string): Promise<void> {
  await db.$queryRaw`
    select count(*) from (select 1 from "Paper" where "listId" = ${listId} order by "id" for no key update) as held`
  await db.$queryRaw`
    select count(*) from (
      select 1 from "Note" n join "Paper" p on p."id" = n."paperId" where p."listId" = ${listId}
      order by n."id" for no key update of n) as held`
  await lockOrder(db, listId)
}

const outdated = (report: ImportReport) =>
  new AppError('conflict', 'The list has changed since this preview. Look at the new one, then apply it.', {
    details: { ...report, dryRun: true },
  })
