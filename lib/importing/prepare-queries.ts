import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import type { ListContext } from '#lib/lists/require-list.ts'
import type { Db } from '#prisma/client.ts'
import type { ImportRun } from './application.ts'
import type { Decisions } from './decisions.ts'
import { documentOf } from './document-cache.ts'
import type { ImportInput } from './import-input.ts'
import { pickAsset } from './note-images.ts'
import { planApart } from './plan-task.ts'
import type { ImportWrites } from './plan-writes.ts'
import { unsafePresentRows } from './present-queries.ts'
import { unsafeLastSource } from './queries.ts'
import { type Source, readSource } from './read-source.ts'
import type { ReadText } from './read-work.ts'
import type { ImportReport } from './report.ts'

/** A text that is to be imported, read. */
export type Incoming = { source: Source; read: ReadText; input: ImportInput; decisions: Decisions }

/** What importing a text would do, and what it would write; `writes` null in a dry run. */
export type Prepared = { report: ImportReport; writes: ImportWrites | null; lastSeq: number }

/** Plans an import into a list as it stands. Unsafe: asks no actor; for an import that has checked the list. */
export async function unsafePrepareImport(
  db: Db,
  list: Pick<ListContext, 'id' | 'slug' | 'title' | 'revision'>,
  { source, read, input, decisions }: Incoming,
  { dryRun, run }: { dryRun: boolean; run?: ImportRun },
): Promise<Prepared> {
  const { lastSeq, base } = await unsafeLastSource(list.id, db)
  const rows = await unsafePresentRows(list.id, db)
  const { papers, report, writes } = await planApart({
    text: source.text,
    document: read.document,
    decisions,
    base: base && { document: (await documentOf(readSource(base.bytes))).document, remembered: base.remembered },
    rows,
    frame: {
      list: { slug: list.slug, title: list.title, revision: list.revision },
      source: { origin: input.origin, sha256: source.sha256, title: read.digest.title },
      dryRun,
      assets: await findAssets(list.id, read, input.assets),
      isNewText: base?.sha256 !== source.sha256,
    },
    withWrites: !dryRun,
  })
  await run?.step('matched', papers)
  return { report, writes, lastSeq }
}

async function findAssets(
  listId: string,
  { digest }: ReadText,
  given: ImportInput['assets'],
): Promise<ImportReport['assets']> {
  const stored = await unsafeListAssetPaths(listId)
  const assets: ImportReport['assets'] = []
  for (const path of digest.images) {
    const bytes = pickAsset(path, given)
    const known = stored.get(path)
    const isSame = bytes === null ? known !== undefined : known?.sha256 === (await hashApart(bytes))
    assets.push({ path, status: isSame ? 'unchanged' : bytes === null ? 'missing' : 'added' })
  }
  return assets
}

/** The SHA-256 of a picture: computed beside the main thread. */
async function hashApart(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return Buffer.from(hash).toString('hex')
}
