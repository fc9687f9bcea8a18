import type { PresentRows } from '#lib/readme/apply/prepare/present-queries.ts'
import type { PresentList } from '#lib/readme/plan/present.ts'
import { readPresent } from '#lib/readme/apply/prepare/read-present.ts'
import { type UndoRecord, undoRecordSchema } from '#lib/readme/plan/undo-record.ts'

/** What undoes an import, checked, and the list as it stands. Runs in the worker pool. */
export function undoWork({ undo, rows }: { undo: string | null; rows: PresentRows }): {
  record: UndoRecord | null
  present: PresentList
} {
  const record = undoRecordSchema.safeParse(undo === null ? null : JSON.parse(undo))
  return { record: record.success ? record.data : null, present: readPresent(rows, null) }
}
