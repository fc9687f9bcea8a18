import { z } from 'zod'

export const METADATA_SERVICES = ['arxiv', 'crossref', 'openalex'] as const
export type MetadataService = (typeof METADATA_SERVICES)[number]

/** What can be done in the background, and what each kind needs to know. */
export const jobOrderSchema = z.discriminatedUnion('kind', [
  /** Applies an import that somebody has previewed. */
  z.object({ kind: z.literal('import.apply'), input: z.object({ draftId: z.string().min(1).max(40) }) }),
  /** Fills empty fields of the list's papers from the services that the installation allows (all of them if none is named). */
  z.object({
    kind: z.literal('metadata.complete'),
    input: z.object({ services: z.array(z.enum(METADATA_SERVICES)).min(1).optional() }),
  }),
  /** Looks whether the address that the list is kept at has something new. */
  z.object({ kind: z.literal('upstream.check'), input: z.object({}) }),
])
export type JobOrder = z.output<typeof jobOrderSchema>
export type JobKind = JobOrder['kind']

export type JobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'

/** `step` in a word or two for people ("Matching papers"); `total` is 0 while nobody knows it. */
export type JobProgress = { step: string; done: number; total: number }

/** A job as a page shows it. */
export type JobView = {
  id: string
  kind: JobKind
  state: JobState
  progress: JobProgress | null
  /** What the kind's handler returned; null until DONE. */
  result: unknown
  /** One sentence; null unless FAILED. */
  error: string | null
  createdAt: Date
  finishedAt: Date | null
}

/** Whether nothing will happen to the job any more. */
export const isFinished = (state: JobState) => state === 'DONE' || state === 'FAILED' || state === 'CANCELLED'
