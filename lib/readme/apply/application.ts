import { AppError } from '#lib/errors.ts'
import type { ImportWrites } from '#lib/readme/plan/plan-writes.ts'
import type { Source } from '#lib/readme/parse/read-source.ts'
import type { ImportReport, ReportProgress } from '#lib/readme/report.ts'

/** What is written in one transaction. */
export type Application = {
  listId: string
  userId: string | null
  writes: ImportWrites
  seq: number
  /** Stored already. */
  source: Pick<Source, 'sha256'>
  origin: string
  etag: string | null
  /** The draft that is applied; null for a text that comes at once. */
  draftId: string | null
  report: ImportReport
  /** Images that were stored: by name, the hash of what had the name before (null: nothing) and now. */
  assets: { path: string; before: string | null; after: string }[]
  run: ImportRun
}

/** Where an import says how far it is, and asks whether to go on. */
export type ImportRun = {
  /** @throws what the signal was aborted with, where it was. */
  step: (step: 'parsed' | 'matched', total: number) => Promise<void>
  /** Rows that will be written. */
  expect: (rows: number) => void
  /** Rows that were written. @throws what the signal was aborted with, where it was. */
  wrote: (rows: number) => Promise<void>
}

export type RunOptions = {
  /** Called as the import goes on; waited for, so it should not take long. */
  report?: ReportProgress | undefined
  /** Aborting it ends the import, with nothing written. */
  signal?: AbortSignal | undefined
}

export function startRun({ report, signal }: RunOptions): ImportRun {
  let total = 0
  let done = 0
  const say: ReportProgress = async (progress) => {
    // A turn of the event loop: without it nobody could abort an import that is computing.
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    await report?.(progress)
    signal?.throwIfAborted()
  }
  return {
    step: async (step, count) => say({ step, done: count, total: count }),
    expect: (rows) => {
      total += rows
    },
    wrote: async (rows) => {
      done += rows
      await say({ step: 'written', done: Math.min(done, total), total })
    },
  }
}

/** Few enough that making a statement of them does not hold up the main thread. */
const CHUNK = 250

/** Runs `write` on slices: one statement may carry only so many parameters. */
export async function inChunks<T>(
  rows: readonly T[],
  write: (rows: T[]) => Promise<unknown>,
  run?: ImportRun,
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const slice = rows.slice(start, start + CHUNK)
    await write(slice)
    await run?.wrote(slice.length)
  }
}

/** A member saved while the import was being decided: their text is not written over. */
export const savedMeanwhile = (title: string) =>
  new AppError('conflict', `Someone saved “${title}” in this very moment. Nothing was imported; try again.`)
