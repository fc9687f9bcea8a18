import { z } from 'zod'
import { unpackDocument } from '#lib/readme/parse/read-work.ts'
import { showLinks, showNames } from '#lib/readme/plan/merge/merge-paper.ts'
import { reportLines } from '#lib/readme/report/report-lines.ts'
import { type LineCoverage, lineCoverage } from '#lib/readme/report/line-coverage.ts'
import { textOf } from '#lib/readme/parse/read-source.ts'
import type { FieldChange, ImportField, Shown } from '#lib/readme/report.ts'
import { type StoredFields, type UndoRecord, undoRecordSchema } from '#lib/readme/plan/undo-record.ts'

export type KeptConflict = z.output<typeof conflictSchema>

export type WrittenPaper = { id: string; title: string }

/** What is read of one applied import: what its row keeps, its text, and the list's papers: titles by id. */
export type DetailInput = {
  bytes: Uint8Array
  document: Uint8Array
  /** These three as JSON. */
  report: string | null
  undo: string | null
  titles: string
}

export type Detail = {
  warnings: string[]
  /** What both sides had changed, and what was chosen; at most the number that an import keeps. */
  conflicts: KeptConflict[]
  /** What became of the lines of its text. */
  coverage: LineCoverage
  /** Null where the import cannot be undone any more: what it wrote is then no longer known one by one. */
  written: { added: WrittenPaper[]; changed: (WrittenPaper & { changes: FieldChange[] })[]; removed: number } | null
}

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

const parse = (json: string | null): unknown => (json === null ? null : JSON.parse(json))

/** What became of an import's lines and papers. Runs in the worker pool. */
export function importDetailWork({ bytes, document, report, undo, titles }: DetailInput): Detail {
  const kept = keptSchema.safeParse(parse(report))
  const record = undoRecordSchema.safeParse(parse(undo))
  return {
    warnings: kept.success ? kept.data.warnings : [],
    conflicts: kept.success ? kept.data.conflicts : [],
    coverage: lineCoverage(reportLines(textOf(bytes), unpackDocument(document))),
    written: record.success ? whatWasWritten(record.data, titlesIn(titles)) : null,
  }
}

type Titles = ReadonlyMap<string, string>
const titlesIn = (json: string): Titles => new Map(Object.entries(JSON.parse(json) as Record<string, string>))

function whatWasWritten({ created, papers, notes }: UndoRecord, titles: Titles): NonNullable<Detail['written']> {
  // What the list no longer has is not named.
  const named = (id: string): WrittenPaper[] => {
    const title = titles.get(id)
    return title === undefined ? [] : [{ id, title }]
  }
  const isNew = new Set(created.papers)
  const changes = new Map<string, FieldChange[]>()
  const add = (id: string, change: FieldChange[]) => changes.set(id, [...(changes.get(id) ?? []), ...change])
  for (const { id, before, after } of papers) if (!isNew.has(id)) add(id, fieldChanges(before, after))
  for (const { paperId, before, after } of notes) {
    if (!isNew.has(paperId) && before !== after)
      add(paperId, [{ field: 'note', from: before || null, to: after || null }])
  }
  return {
    added: [...isNew].flatMap(named),
    changed: [...changes].flatMap(([id, found]) =>
      found.length > 0 ? named(id).map((paper) => ({ ...paper, changes: found })) : [],
    ),
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
