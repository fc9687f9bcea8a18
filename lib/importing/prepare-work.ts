import { nanoid } from 'nanoid'
import { buildReport } from './build-report.ts'
import type { Decisions } from './decisions.ts'
import { type Remembered, decideDocument } from './plan-decisions.ts'
import { planImport } from './plan-import.ts'
import { type ImportWrites, planWrites } from './plan-writes.ts'
import type { PresentRows } from './present-queries.ts'
import { readPresent } from './read-present.ts'
import { unpackDocument } from './read-work.ts'
import type { ImportReport } from './report.ts'

/** What an import is planned from: plain data, as it is handed to a worker. */
export type PlanInput = {
  text: string
  /** What readTextWork made of the text. */
  document: Uint8Array
  decisions: Decisions
  /** The text last imported; null before the first import. */
  base: { document: Uint8Array; remembered: Remembered } | null
  /** The list as it stands. */
  rows: PresentRows
  frame: Pick<ImportReport, 'list' | 'source' | 'dryRun' | 'assets'> & { isNewText: boolean }
  /** Whether the rows to write are wanted too. */
  withWrites: boolean
}

/** What importing a text would do; `writes` null where they were not asked for. `papers`: those of the file. */
export type Planned = { papers: number; report: ImportReport; writes: ImportWrites | null }

/** Plans an import: a three-way match of a text with the one last imported and the list. Runs in the worker pool. */
export function planWork({ text, document, decisions, base, rows, frame, withWrites }: PlanInput): Planned {
  const present = readPresent(rows, base && unpackDocument(base.document))
  const decided = decideDocument(text, unpackDocument(document), decisions, base?.remembered)
  const plan = planImport(decided, present, () => nanoid(12))
  const report = buildReport(plan, present, { ...frame, text })
  return { papers: plan.papers.length, report, writes: withWrites ? planWrites(plan, present, report) : null }
}
