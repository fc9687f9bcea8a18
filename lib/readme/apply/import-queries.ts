import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import { unsafeReadFile } from '#lib/files/queries.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { prisma } from '#prisma/client.ts'
import { documentOf } from '#lib/readme/parse/document-cache.ts'
import type { Detail, importDetailWork } from './import-detail-work.ts'
import { CANNOT_BE_READ, MAX_PLAN_BYTES, PLAN_CPU_MS } from '#lib/readme/limits.ts'
import { listImports } from './queries.ts'
import type { ImportView } from '#lib/readme/report.ts'

/** One applied import, as its report shows it. */
export type ImportDetail = ImportView &
  Detail & {
    /** Entries of its text. */
    entries: number
  }

const readDetail = defineTask<typeof importDetailWork>({
  file: 'lib/readme/apply/import-detail-work.ts',
  name: 'importDetailWork',
  lane: 'heavy',
  cpuMs: PLAN_CPU_MS,
  outputBytes: MAX_PLAN_BYTES,
})

type Row = { sha256: string; report: string | null; undo: string | null }

/** @throws AppError not_found (the list, the import), forbidden, too_large, unavailable. */
export async function getImport(access: ListAccess, revisionId: string): Promise<ImportDetail> {
  const list = access.require('list.import')
  const view = (await listImports(access)).find(({ id }) => id === revisionId)
  // As text: they name every paper, and a worker reads them.
  const [row] = await prisma().$queryRaw<Row[]>`
    select "sha256", "report"::text as "report", "undo"::text as "undo" from "SourceRevision"
    where "id" = ${revisionId} and "listId" = ${list.id}`
  if (!view || !row) throw notFound('import')
  const bytes = await unsafeReadFile(row.sha256)
  const [papers] = await prisma().$queryRaw<{ titles: string }[]>`
    select coalesce(json_object_agg("id", "title"), '{}')::text as "titles" from "Paper" where "listId" = ${list.id}`
  const { document, digest } = await documentOf(row.sha256, () => bytes)
  const { report, undo } = row
  const detail = await inWords(readDetail({ bytes, document, report, undo, titles: papers?.titles ?? '{}' }), {
    tooMuch: CANNOT_BE_READ,
  })
  return { ...view, ...detail, entries: digest.entries }
}
