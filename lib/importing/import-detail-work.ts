import { z } from 'zod'
import { unpackDocument } from './read-work.ts'
import { showLinks, showNames } from './merge-paper.ts'
import { reportLines } from './report-lines.ts'
import type { FieldChange, ImportField, LineReport, Shown } from './report.ts'
import { type StoredFields, type UndoRecord, undoRecordSchema } from './undo-record.ts'

export type KeptConflict = z.output<typeof conflictSchema>

/** What is read of one applied import: what its row keeps, as JSON, and its text. */
export type DetailInput = { text: string; document: Uint8Array; report: string | null; undo: string | null }

export type Detail = {
  warnings: string[]
  conflicts: KeptConflict[]
  lines: LineReport[]
  /** By paper; null where what was written is no longer known. */
  written: { added: string[]; changed: { id: string; changes: FieldChange[] }[]; removed: number } | null
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
export function importDetailWork({ text, document, report, undo }: DetailInput): Detail {
  const kept = keptSchema.safeParse(parse(report))
  const record = undoRecordSchema.safeParse(parse(undo))
  return {
    warnings: kept.success ? kept.data.warnings : [],
    conflicts: kept.success ? kept.data.conflicts : [],
    lines: reportLines(text, unpackDocument(document)),
    written: record.success ? whatWasWritten(record.data) : null,
  }
}

function whatWasWritten({ created, papers, notes }: UndoRecord): NonNullable<Detail['written']> {
  const isNew = new Set(created.papers)
  const changes = new Map<string, FieldChange[]>()
  const add = (id: string, change: FieldChange[]) => changes.set(id, [...(changes.get(id) ?? []), ...change])
  for (const { id, before, after } of papers) if (!isNew.has(id)) add(id, fieldChanges(before, after))
  for (const { paperId, before, after } of notes) {
    if (!isNew.has(paperId) && before !== after)
      add(paperId, [{ field: 'note', from: before || null, to: after || null }])
  }
  return {
    added: [...isNew],
    changed: [...changes].flatMap(([id, found]) => (found.length > 0 ? [{ id, changes: found }] : [])),
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
