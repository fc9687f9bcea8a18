import type { PlannedPaper } from './plan-import.ts'
import type { PaperFields } from './present.ts'

/** A new paper, as it is to be written. */
export type PaperRow = { id: string; fields: PaperFields }

/** One paper as it is to be written over the version that the writer has seen. */
export type PaperChange = PaperRow & { version: number; was: string; isRelinked: boolean }

/** The papers that a plan changes. */
export function changedPapers(papers: readonly PlannedPaper[]): PaperChange[] {
  return papers.flatMap(({ id, existing, merged }): PaperChange[] => {
    const fields = new Set(merged?.changes.map((change) => change.field))
    fields.delete('note')
    if (!merged || !existing || fields.size === 0) return []
    const { version, title: was } = existing
    return [{ id, version, was, fields: merged.fields, isRelinked: fields.has('links') }]
  })
}
