import { nanoid } from 'nanoid'
import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import type { ListContext } from '#lib/lists/require-list.ts'
import type { Db } from '#prisma/client.ts'
import type { ImportRun } from './application.ts'
import { buildReport } from './build-report.ts'
import type { Decisions } from './decisions.ts'
import type { SourceDocument } from './document.ts'
import type { ImportInput } from './import-input.ts'
import { noteImages, pickAsset } from './note-images.ts'
import { decideDocument } from './plan-decisions.ts'
import { type ImportPlan, planImport } from './plan-import.ts'
import type { PresentList } from './present.ts'
import { unsafeLastSource, unsafePresentList } from './queries.ts'
import { type Source, sha256Of } from './read-source.ts'
import type { ImportReport } from './report.ts'

/** A text that is to be imported, read. */
export type Incoming = { source: Source; document: SourceDocument; input: ImportInput; decisions: Decisions }

/** What importing a text would do, and what its plan was made from. */
export type Prepared = { plan: ImportPlan; present: PresentList; report: ImportReport; lastSeq: number }

/** Plans an import into a list as it stands. Unsafe: asks no actor; for an import that has checked the list. */
export async function unsafePrepareImport(
  db: Db,
  list: Pick<ListContext, 'id' | 'slug' | 'title' | 'revision'>,
  { source, document, input, decisions }: Incoming,
  { dryRun, run }: { dryRun: boolean; run?: ImportRun },
): Promise<Prepared> {
  const { lastSeq, base } = await unsafeLastSource(list.id, db)
  const present = await unsafePresentList(list.id, base, db)
  const decided = decideDocument(source.text, document, decisions, base?.remembered)
  const plan = planImport(decided, present, () => nanoid(12))
  await run?.step('matched', plan.papers.length)
  const assets = await findAssets(list.id, document, input.assets)
  const report = buildReport(plan, present, {
    list: { slug: list.slug, title: list.title, revision: list.revision },
    source: { origin: input.origin, sha256: source.sha256, title: document.title },
    dryRun,
    assets,
    text: source.text,
    isNewText: base?.sha256 !== source.sha256,
  })
  return { plan, present, report, lastSeq }
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
