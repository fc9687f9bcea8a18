import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { unsafeReadFile } from '#lib/files/queries.ts'
import type { ListHeader } from '#lib/access/list-header.ts'
import { type Db, prisma } from '#prisma/client.ts'
import type { ImportRun } from '#lib/readme/apply/application.ts'
import type { Decisions } from '#lib/readme/plan/decisions.ts'
import { documentOf } from '#lib/readme/parse/document-cache.ts'
import type { GivenImage } from './given-image.ts'
import { pickAsset } from '#lib/readme/parse/note-images.ts'
import { planApart, previewApart } from './plan-task.ts'
import type { PlanInput } from './prepare-work.ts'
import type { AskedPage, PreviewPage } from '#lib/readme/report/preview-page.ts'
import type { ImportWrites } from '#lib/readme/plan/plan-writes.ts'
import { unsafePresentRows } from './present-queries.ts'
import { unsafeLastSource } from '#lib/readme/apply/queries.ts'
import type { Source } from '#lib/readme/parse/read-source.ts'
import type { ReadText } from '#lib/readme/parse/read-work.ts'
import type { ImportReport } from '#lib/readme/report.ts'

/** A text that is to be imported, read, and what came with it. */
export type Incoming = {
  source: Source
  read: ReadText
  /** Where it came from: a file name, "pasted". */
  origin: string
  etag: string | null
  images: ReadonlyMap<string, GivenImage>
  decisions: Decisions
}

/** What importing a text would do, and what it would write; `writes` null in a dry run. */
export type Prepared = { report: ImportReport; writes: ImportWrites | null; lastSeq: number }

type Target = Pick<ListHeader, 'id' | 'slug' | 'title' | 'revision'>

async function planInput(
  db: Db,
  list: Target,
  { source, read, origin, images, decisions }: Incoming,
  dryRun: boolean,
): Promise<{ input: PlanInput; lastSeq: number }> {
  const { lastSeq, base } = await unsafeLastSource(list.id, db)
  const known = base && (await documentOf(base.sha256, () => unsafeReadFile(base.sha256)))
  const input: PlanInput = {
    bytes: source.bytes,
    document: read.document,
    decisions,
    base: base && known && { document: known.document, remembered: base.remembered },
    rows: await unsafePresentRows(list.id, db),
    frame: {
      list: { slug: list.slug, title: list.title, revision: list.revision },
      source: { origin, sha256: source.sha256, title: read.digest.title },
      dryRun,
      assets: await findAssets(list.id, read, images),
      isNewText: base?.sha256 !== source.sha256,
    },
  }
  return { input, lastSeq }
}

/** Plans an import into a list as it stands. Unsafe: asks no actor; for an import that has checked the list. */
export async function unsafePrepareImport(
  db: Db,
  list: Target,
  incoming: Incoming,
  { dryRun, run }: { dryRun: boolean; run?: ImportRun },
): Promise<Prepared> {
  const { input, lastSeq } = await planInput(db, list, incoming, dryRun)
  const { papers, report, writes } = await planApart(input)
  await run?.step('matched', papers)
  return { report, writes, lastSeq }
}

/** A page of what an import would do. Unsafe: asks no actor; for a preview that has checked the list. */
export async function unsafePreviewImport(list: Target, incoming: Incoming, asked: AskedPage): Promise<PreviewPage> {
  const { input } = await planInput(prisma(), list, incoming, true)
  return previewApart(input, asked)
}

async function findAssets(
  listId: string,
  { digest }: ReadText,
  given: Incoming['images'],
): Promise<ImportReport['assets']> {
  const stored = await unsafeListAssetPaths(listId)
  return digest.images.map((path) => {
    const image = pickAsset(path, given)
    const known = stored.get(path)
    const isSame = image === null ? known !== undefined : known?.sha256 === image.sha256
    return { path, status: isSame ? 'unchanged' : image === null ? 'missing' : 'added' }
  })
}
