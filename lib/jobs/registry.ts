import type { Actor } from '#lib/access/roles.ts'
import type { JobKind, JobProgress } from './schema.ts'

/** What a handler is given to do one job. */
export type JobContext = {
  /** `attempt` is above 1 where an earlier run was cut off: by a restart, or by a crash. */
  job: { id: string; kind: JobKind; listId: string; attempt: number }
  /** Who asked, with the rights they have now: commands check them again. The system for scheduled work. */
  actor: Actor
  /** As jobOrderSchema let it through. */
  input: unknown
  /** What saveCursor kept in an earlier run; null in the first. */
  cursor: unknown
  /** Cheap to call as often as one likes: what was said last is written twice a second. */
  report: (progress: JobProgress) => void
  /** Keeps where to go on after a restart. @throws where the job is no longer ours to do. */
  saveCursor: (cursor: unknown) => Promise<void>
  /** Aborted when somebody cancels, when the server stops, and when another process has taken the job over. */
  signal: AbortSignal
}

/**
 * Does one job and returns what its page shows of the result (JSON). An AppError's message becomes the
 * job's error. When `signal` is aborted it should throw soon (signal.throwIfAborted()), leaving nothing
 * half done. server/jobs/handlers.ts says which handler does which kind.
 */
export type JobHandler = (context: JobContext) => Promise<unknown>

export type JobHandlers = Partial<Record<JobKind, JobHandler>>
