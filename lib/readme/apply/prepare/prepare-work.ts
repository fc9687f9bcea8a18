import { nanoid } from 'nanoid'
import { buildReport } from '#lib/readme/report/build-report.ts'
import type { Decisions } from '#lib/readme/plan/decisions.ts'
import { type Remembered, decideDocument } from '#lib/readme/plan/plan-decisions.ts'
import { planImport } from '#lib/readme/plan/plan-import.ts'
import { type ImportWrites, planWrites } from '#lib/readme/plan/plan-writes.ts'
import type { PresentRows } from './present-queries.ts'
import { type AskedPage, type PreviewPage, previewPage } from '#lib/readme/report/preview-page.ts'
import { readPresent } from './read-present.ts'
import { textOf } from '#lib/readme/parse/read-source.ts'
import { unpackDocument } from '#lib/readme/parse/read-work.ts'
import type { ImportReport } from '#lib/readme/report.ts'

/** What an import is planned from: plain data, as it is handed to a worker. */
export type PlanInput = {
  bytes: Uint8Array
  /** What readTextWork made of them. */
  document: Uint8Array
  decisions: Decisions
  /** The text last imported; null before the first import. */
  base: { document: Uint8Array; remembered: Remembered } | null
  /** The list as it stands. */
  rows: PresentRows
  frame: Pick<ImportReport, 'list' | 'source' | 'dryRun' | 'assets'> & { isNewText: boolean }
}

/** What importing a text would do; `writes` null in a dry run. `papers`: those of the file. */
export type Planned = { papers: number; report: ImportReport; writes: ImportWrites | null }

function planned({ bytes, document, decisions, base, rows, frame }: PlanInput) {
  const text = textOf(bytes)
  const present = readPresent(rows, base && unpackDocument(base.document))
  const decided = decideDocument(text, unpackDocument(document), decisions, base?.remembered)
  const plan = planImport(decided, present, () => nanoid(12))
  const report = buildReport(plan, present, { ...frame, text })
  return { text, plan, present, report }
}

/** Plans an import: a three-way match of a text with the one last imported and the list. Runs in the worker pool. */
export function planWork(input: PlanInput): Planned {
  const { plan, present, report } = planned(input)
  return { papers: plan.papers.length, report, writes: input.frame.dryRun ? null : planWrites(plan, present, report) }
}

/** The same, of which a page is looked at: the report of a large file is nothing to hand around. Runs in the worker pool. */
export function previewWork({ asked, ...input }: PlanInput & { asked: AskedPage }): PreviewPage {
  const { text, report } = planned(input)
  return previewPage(report, text, asked)
}
