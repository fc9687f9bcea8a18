import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { storeFile } from '#lib/files/commands.ts'
import { type Db, prisma } from '#prisma/client.ts'
import type { RunOptions } from './application.ts'
import type { Decisions, DecisionsInput } from '#lib/readme/plan/decisions.ts'
import { readDecisions, unsafeReadDraft } from './draft-queries.ts'
import type { ImportInput } from './prepare/import-input.ts'
import { DRAFT_DAYS, MAX_DRAFT_ASSETS, MAX_DRAFT_ASSET_BYTES } from '#lib/readme/limits.ts'
import { pickAsset } from '#lib/readme/parse/note-images.ts'
import { readImportable } from './prepare/preview-new.ts'
import type { ImportReport } from '#lib/readme/report.ts'
import { runImport } from './run-commands.ts'

const DAY_MS = 86_400_000

/**
 * Keeps a text, with the images that its notes show, to be looked at, corrected and applied. Drafts of
 * the list that nobody applied within a week are thrown away. The list itself does not change.
 * @throws AppError not_found, forbidden, too_large, invalid (not text, no paper in it).
 */
export async function createDraft(access: ListAccess, input: ImportInput): Promise<{ id: string }> {
  const list = access.require('list.import')
  const { source, read } = await readImportable(input.bytes)
  const chosen = chooseImages(read.digest.images, input.assets)
  const { sha256 } = await storeFile(source.bytes)
  const assets: { path: string; sha256: string }[] = []
  for (const { path, bytes } of chosen) assets.push({ path, sha256: (await storeFile(bytes)).sha256 })
  return prisma().$transaction(async (db) => {
    const tooOld = new Date(Date.now() - DRAFT_DAYS * DAY_MS)
    await db.importDraft.deleteMany({ where: { listId: list.id, createdAt: { lt: tooOld } } })
    const draft = await db.importDraft.create({
      data: {
        listId: list.id,
        sha256,
        origin: input.origin.slice(0, 500).toWellFormed(),
        etag: input.etag ?? null,
        createdById: access.userId,
      },
      select: { id: true },
    })
    await db.importDraftAsset.createMany({ data: assets.map((asset) => ({ ...asset, draftId: draft.id })) })
    return draft
  })
}

function chooseImages(wanted: readonly string[], given: ImportInput['assets']) {
  const chosen = wanted.flatMap((path) => {
    const bytes = pickAsset(path, given)
    return bytes ? [{ path, bytes }] : []
  })
  const size = chosen.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (chosen.length > MAX_DRAFT_ASSETS) throw new AppError('too_large', `At most ${MAX_DRAFT_ASSETS} images at once.`)
  if (size > MAX_DRAFT_ASSET_BYTES) throw new AppError('too_large', 'The images are larger than 100 MB together.')
  return chosen
}

/** A record with the given keys set; null takes a key out. */
function patched<T>(before: Record<string, T>, patch: Record<string, T | null>): Record<string, T> {
  const entries = { ...before, ...patch }
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, T] => entry[1] !== null))
}

/**
 * Adds to what a person decided about a draft: each key of `entries` and `choices` replaces what was
 * decided under it, null takes it back; `remove` replaces the whole list. Gives all decisions so far.
 * @throws AppError not_found, forbidden.
 */
export async function decideDraft(access: ListAccess, draftId: string, decisions: DecisionsInput): Promise<Decisions> {
  const list = access.require('list.import')
  return prisma().$transaction(async (db) => {
    // Two people, or two clicks: each adds to what the other decided.
    await db.$queryRaw`SELECT "id" FROM "ImportDraft" WHERE "id" = ${draftId} AND "listId" = ${list.id} FOR UPDATE`
    const draft = await db.importDraft.findFirst({
      where: { id: draftId, listId: list.id },
      select: { decisions: true },
    })
    if (!draft) throw notFound('draft')
    const before = readDecisions(draft.decisions)
    const after: Decisions = {
      entries: patched(before.entries, decisions.entries),
      choices: patched(before.choices, decisions.choices),
      remove: decisions.remove ?? before.remove,
    }
    const json = JSON.parse(JSON.stringify(after))
    await db.importDraft.update({ where: { id: draftId }, data: { decisions: json }, select: { id: true } })
    return after
  })
}

/** Throws a draft away; nothing happens where it is gone already. @throws AppError not_found (the list), forbidden. */
export async function discardDraft(access: ListAccess, draftId: string): Promise<void> {
  const list = access.require('list.import')
  await prisma().importDraft.deleteMany({ where: { id: draftId, listId: list.id } })
}

export type ApplyOptions = RunOptions & {
  /** Apply only to the list that was previewed. */
  expect?: { revision: number }
}

/**
 * Imports a draft with what was decided about it, in one transaction; the draft is gone afterwards.
 * Aborting the signal leaves everything as it was, the draft too.
 * @throws AppError not_found (the draft was applied or thrown away), forbidden, conflict where the list is not
 *   the one that was expected (details: the new ImportReport).
 */
export async function applyDraft(
  access: ListAccess,
  draftId: string,
  options: ApplyOptions = {},
): Promise<ImportReport> {
  const { id: listId } = access.require('list.import')
  const { report, signal, expect } = options
  return runImport({
    access,
    draftId,
    report,
    signal,
    read: async () => (await unsafeReadDraft(listId, draftId)).incoming,
    isExpected: ({ revision }) => !expect || expect.revision === revision,
    afterwards: (db) => takeDraft(db, listId, draftId),
  })
}

/** Whoever takes a draft has applied it: the second one to apply it finds nothing. */
async function takeDraft(db: Db, listId: string, draftId: string): Promise<void> {
  const { count } = await db.importDraft.deleteMany({ where: { id: draftId, listId } })
  if (count === 0) throw notFound('draft')
}
