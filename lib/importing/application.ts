import { AppError } from '#lib/errors.ts'
import type { ImportPlan } from './plan-import.ts'
import type { Source } from './read-source.ts'
import type { ImportReport } from './report.ts'

/** What is written in one transaction. */
export type Application = {
  listId: string
  userId: string | null
  plan: ImportPlan
  /** The text to keep; null where it is the one last imported. */
  newRevision: { seq: number; source: Source; origin: string; report: ImportReport } | null
}

const CHUNK = 1000

/** Runs `write` on slices: one statement may carry only so many parameters. */
export async function inChunks<T>(rows: readonly T[], write: (rows: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) await write(rows.slice(start, start + CHUNK))
}

/** A member saved while the import was being decided: their text is not written over. */
export const savedMeanwhile = (title: string) =>
  new AppError('conflict', `Someone saved “${title}” in this very moment. Nothing was imported; try again.`)
