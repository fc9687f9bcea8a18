import { z } from 'zod'
import type { Actor } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { prisma } from '#prisma/client.ts'
import { showLinks, showNames } from './merge-paper.ts'
import { listImports } from './queries.ts'
import { readDocument } from './read-document.ts'
import { readSource } from './read-source.ts'
import { reportLines } from './report-lines.ts'
import type { FieldChange, ImportField, ImportView, LineReport, Shown } from './report.ts'
import { type StoredFields, type UndoRecord, undoRecordSchema } from './undo-record.ts'

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
type KeptConflict = z.output<typeof conflictSchema>

const shown = z.union([z.string(), z.number(), z.null()]).catch(null)
const conflictSchema = z.object({
  title: z.string(),
  line: z.number(),
  field: z.string(),
  ours: shown,
  theirs: shown,
  chosen: z.string().nullish(),
})
const keptSchema = z.object({
  warnings: z.array(z.string()).catch([]),
  conflicts: z.array(conflictSchema).catch([]),
})

/** @throws AppError not_found (the list, the import), forbidden. */
export async function getImport(actor: Actor, ref: ListRef, revisionId: string): Promise<ImportDetail> {
  const list = await requireList(actor, ref, 'list.import')
  const view = (await listImports(actor, ref)).find(({ id }) => id === revisionId)
  const row = await prisma().sourceRevision.findFirst({
    where: { id: revisionId, listId: list.id },
    select: { bytes: true, report: true, undo: true },
  })
  if (!view || !row) throw notFound('import')
  const kept = keptSchema.safeParse(row.report)
  const undo = undoRecordSchema.safeParse(row.undo)
  const { text } = readSource(row.bytes)
  const document = readDocument(text)
  return {
    ...view,
    warnings: kept.success ? kept.data.warnings : [],
    conflicts: kept.success ? kept.data.conflicts : [],
    written: undo.success ? await whatWasWritten(list.id, undo.data) : null,
    lines: reportLines(text, document),
    entries: document.entries.length,
  }
}

async function whatWasWritten(listId: string, { created, papers, notes }: UndoRecord) {
  const isNew = new Set(created.papers)
  const changes = new Map<string, FieldChange[]>()
  const add = (id: string, change: FieldChange[]) => changes.set(id, [...(changes.get(id) ?? []), ...change])
  for (const { id, before, after } of papers) if (!isNew.has(id)) add(id, fieldChanges(before, after))
  for (const { paperId, before, after } of notes) {
    if (!isNew.has(paperId) && before !== after)
      add(paperId, [{ field: 'note', from: before || null, to: after || null }])
  }
  const rows = await prisma().paper.findMany({
    where: { listId, id: { in: [...isNew, ...changes.keys()] } },
    select: { id: true, title: true },
  })
  const titles = new Map(rows.map(({ id, title }) => [id, title]))
  const named = (ids: Iterable<string>) =>
    [...ids].flatMap((id) => {
      const title = titles.get(id)
      return title === undefined ? [] : [{ id, title }]
    })
  return {
    added: named(isNew),
    changed: named(changes.keys())
      .map((paper) => ({ ...paper, changes: changes.get(paper.id) ?? [] }))
      .filter((paper) => paper.changes.length > 0),
    removed: created.removals.length,
  }
}

type Some = Partial<StoredFields>

const SHOW: [ImportField, (fields: Some) => Shown][] = [
  ['title', ({ title }) => title ?? null],
  [
    'authors',
    ({ authors, authorsTruncated }) =>
      authors ? showNames({ authors, authorsTruncated: authorsTruncated ?? false }) : null,
  ],
  ['venue', ({ venue }) => venue ?? null],
  ['year', ({ year }) => year ?? null],
  ['links', ({ links }) => (links ? showLinks(links) : null)],
]

/** Only what an import changed is in its record. */
const fieldChanges = (before: Some, after: Some): FieldChange[] =>
  SHOW.map(([field, show]) => ({ field, from: show(before), to: show(after) })).filter(({ from, to }) => from !== to)
