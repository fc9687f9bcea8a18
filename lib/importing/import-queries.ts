import type { Actor } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { prisma } from '#prisma/client.ts'
import { documentOf } from './document-cache.ts'
import type { Detail, KeptConflict, importDetailWork } from './import-detail-work.ts'
import { CANNOT_BE_READ, MAX_PLAN_BYTES, PLAN_CPU_MS } from './limits.ts'
import { listImports } from './queries.ts'
import { readSource } from './read-source.ts'
import type { FieldChange, ImportView, LineReport } from './report.ts'

/** One applied import, as its report shows it. */
export type ImportDetail = ImportView & {
  warnings: string[]
  /** What both sides had changed, and what was chosen; at most the number that an import keeps. */
  conflicts: KeptConflict[]
  /** Null where the import cannot be undone any more: what it wrote is then no longer known one by one. */
  written: { added: WrittenPaper[]; changed: (WrittenPaper & { changes: FieldChange[] })[]; removed: number } | null
  /** What became of the lines of its text. */
  lines: LineReport[]
  /** Entries of its text. */
  entries: number
}

export type WrittenPaper = { id: string; title: string }

const readDetail = defineTask<typeof importDetailWork>({
  file: 'lib/importing/import-detail-work.ts',
  name: 'importDetailWork',
  lane: 'heavy',
  cpuMs: PLAN_CPU_MS,
  outputBytes: MAX_PLAN_BYTES,
})

type Row = { bytes: Uint8Array; report: string | null; undo: string | null }

/** @throws AppError not_found (the list, the import), forbidden, too_large, unavailable. */
export async function getImport(actor: Actor, ref: ListRef, revisionId: string): Promise<ImportDetail> {
  const list = await requireList(actor, ref, 'list.import')
  const view = (await listImports(actor, ref)).find(({ id }) => id === revisionId)
  // As text: they name every paper, and a worker reads them.
  const [row] = await prisma().$queryRaw<Row[]>`
    select "bytes", "report"::text as "report", "undo"::text as "undo" from "SourceRevision"
    where "id" = ${revisionId} and "listId" = ${list.id}`
  if (!view || !row) throw notFound('import')
  const source = readSource(new Uint8Array(row.bytes))
  const { document, digest } = await documentOf(source)
  const { report, undo } = row
  const { written, ...detail } = await inWords(readDetail({ text: source.text, document, report, undo }), {
    tooMuch: CANNOT_BE_READ,
  })
  return { ...view, ...detail, written: written && (await withTitles(list.id, written)), entries: digest.entries }
}

async function withTitles(listId: string, { added, changed, removed }: NonNullable<Detail['written']>) {
  const rows = await prisma().paper.findMany({
    where: { listId, id: { in: [...added, ...changed.map(({ id }) => id)] } },
    select: { id: true, title: true },
  })
  const titles = new Map(rows.map(({ id, title }) => [id, title]))
  const named = <T extends { id: string }>(papers: readonly T[]) =>
    papers.flatMap((paper) => {
      const title = titles.get(paper.id)
      return title === undefined ? [] : [{ ...paper, title }]
    })
  return { added: named(added.map((id) => ({ id }))), changed: named(changed), removed }
}
