import { z } from 'zod'
import type { Device, ParameterValues } from '#lib/experiments/runtime/contract.ts'
import { type ExperimentDescription, descriptionSchema } from '#lib/experiments/runtime/description.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'
import { wellFormed, wellFormedData } from './well-formed.ts'

/** Where the code that runs is: an address of our own that answers with its text. */
export type ExperimentCode = { address: string; codeVersion: string }

/** An experiment in a list of them. */
export type ExperimentCard = {
  slug: string
  title: string
  question: string
  /** Lies on disk, for every list; else a member of this list wrote it. */
  isOnDisk: boolean
  /** Runs that the group saved. */
  runCount: number
  /** Of the result that is shown before anything runs; null where there is none. */
  verdicts: Verdict[] | null
}

/** The result that is shown before anything runs. */
export type ShownResult = {
  result: RunResult
  /** Recorded with the experiment, or the newest that the group saved with the default parameters. */
  from: 'disk' | 'group'
}

export type ClaimHtml = { statement: string; measure: string }

/** An experiment as its page shows it. */
export type ExperimentView = {
  slug: string
  isOnDisk: boolean
  description: ExperimentDescription
  /** HTML from the one pipeline. */
  explanation: { html: string; hasMath: boolean }
  /** By claim: its words as HTML of one line, formulas as MathML. */
  claims: Record<string, ClaimHtml>
  code: ExperimentCode
  /** The list's paper that it is about; null where the list has none of the kind. */
  paper: { id: string; title: string } | null
  /** Null on disk. */
  version: number | null
  createdByName: string | null
  /** Slug of what it was copied from. */
  forkedFrom: string | null
  isRemoved: boolean
  shown: ShownResult | null
  runCount: number
  /** A new version of it; of what lies on disk there is none. */
  mayWrite: boolean
  mayFork: boolean
  maySaveRuns: boolean
  mayRemove: boolean
}

export type ExperimentVersionEntry = {
  number: number
  title: string
  codeVersion: string
  createdAt: Date
  authorName: string | null
}
export type ExperimentVersionView = ExperimentVersionEntry & {
  source: string
  compiled: string
  description: ExperimentDescription
}

/** A saved run as a row of the table. */
export type RunRow = {
  id: string
  /** Null: somebody who left. */
  userName: string | null
  isOwn: boolean
  mayRemove: boolean
  createdAt: Date
  codeVersion: string
  /** Of the code as it is now. */
  isCurrent: boolean
  parameters: ParameterValues
  seed: number
  device: Device
  milliseconds: number
  verdicts: Verdict[]
  metrics: RunResult['metrics']
  remark: string | null
}
export type RunPage = { runs: RunRow[]; nextCursor: string | null }
/** A saved run with its figures, to be drawn again. */
export type SavedRun = RunRow & { figures: RunResult['figures'] }

export const remarkSchema = z
  .string()
  .max(500, 'A remark has at most 500 characters.')
  .nullable()
  .transform((text) => (text ? wellFormed(text).replace(/\s+/g, ' ').trim() || null : null))

const source = z.string().transform((text) => wellFormed(text).replace(/\r\n?/g, '\n'))

/** A text that a member wrote, with what the sealed frame read from it. */
export const experimentTextSchema = z.object({
  source,
  description: z.preprocess(wellFormedData, descriptionSchema),
})
export type ExperimentText = { source: string; description: ExperimentDescription }
