import { nanoid } from 'nanoid'
import type { Actor } from '#lib/access.ts'
import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { AppError } from '#lib/errors.ts'
import { changeList } from '#lib/lists/change-list.ts'
import { lockOrder } from '#lib/lists/order-commands.ts'
import { type ListContext, type ListRef, requireList } from '#lib/lists/require-list.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { applyPlan, storeImages } from './apply-commands.ts'
import { buildReport } from './build-report.ts'
import type { SourceDocument } from './document.ts'
import type { ImportInput } from './import-input.ts'
import { noteImages, pickAsset } from './note-images.ts'
import { type ImportPlan, planImport } from './plan-import.ts'
import { unsafeLastSource, unsafePresentList } from './queries.ts'
import { readImportable } from './preview-new.ts'
import { type Source, sha256Of } from './read-source.ts'
import type { ImportReport } from './report.ts'

export type ImportOptions = {
  dryRun?: boolean
  /** Apply only what was previewed: this text, on this revision of the list. */
  expect?: { sha256: string; revision: number }
}

type Prepared = { plan: ImportPlan; report: ImportReport; lastSeq: number; isNewText: boolean }

/**
 * Imports a README into a list, as a three-way merge with the text last imported and what the group
 * made of it since; see planImport. One transaction; a dry run writes nothing, and neither does
 * importing what the list already has.
 * @throws AppError not_found, forbidden, too_large, invalid (not text, no paper in it), conflict where
 *   the list is not the one that was previewed (details: the new ImportReport).
 */
export async function importReadme(
  actor: Actor,
  ref: ListRef,
  input: ImportInput,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const list = await requireList(actor, ref, 'list.import')
  const { source, document } = readImportable(input.bytes)
  const preview = await prepare(prisma(), list, source, document, input, true)
  const isExpected = (revision: number) =>
    !options.expect || (options.expect.sha256 === source.sha256 && options.expect.revision === revision)
  if (options.dryRun) return preview.report
  if (!isExpected(list.revision)) throw outdated(preview.report)
  if (!preview.report.hasChanges) return { ...preview.report, dryRun: false }
  return changeList(
    actor,
    { id: list.id },
    'list.import',
    async ({ db, list: now, userId }) => {
      await lockOrder(db, list.id)
      const { revision } = await db.list.findUniqueOrThrow({ where: { id: list.id }, select: { revision: true } })
      const { plan, report, lastSeq, isNewText } = await prepare(
        db,
        { ...now, revision },
        source,
        document,
        input,
        false,
      )
      if (!isExpected(revision)) throw outdated(report)
      const newRevision = isNewText ? { seq: lastSeq + 1, source, origin: input.origin, report } : null
      const refused = await storeImages(db, list.id, report.assets, input.assets)
      const id = await applyPlan(db, { listId: list.id, userId, plan, newRevision })
      return { result: { ...report, warnings: [...report.warnings, ...refused] }, subjectId: id ?? list.id }
    },
    { timeout: 300_000 },
  )
}

const outdated = (report: ImportReport) =>
  new AppError('conflict', 'The list has changed since this preview. Look at the new one, then apply it.', {
    details: report,
  })

async function prepare(
  db: Db,
  list: ListContext,
  source: Source,
  document: SourceDocument,
  input: ImportInput,
  dryRun: boolean,
): Promise<Prepared> {
  const last = await unsafeLastSource(list.id, db)
  const present = await unsafePresentList(list.id, last?.bytes ?? null, db)
  const plan = planImport(document, present, () => nanoid(12))
  const isNewText = last?.sha256 !== source.sha256
  const assets = await findAssets(list.id, document, input.assets)
  const report = buildReport(plan, present, {
    list: { slug: list.slug, title: list.title, revision: list.revision },
    source: { origin: input.origin, sha256: source.sha256, title: document.title },
    dryRun,
    assets,
    isNewText,
  })
  return { plan, report, lastSeq: last?.seq ?? 0, isNewText }
}

async function findAssets(
  listId: string,
  document: SourceDocument,
  given: ImportInput['assets'],
): Promise<ImportReport['assets']> {
  const stored = await unsafeListAssetPaths(listId)
  return noteImages(document).map((path) => {
    const bytes = pickAsset(path, given)
    const known = stored.get(path)
    if (bytes === null) return { path, status: known ? 'unchanged' : 'missing' }
    return { path, status: known?.sha256 === sha256Of(bytes) ? 'unchanged' : 'added' }
  })
}
