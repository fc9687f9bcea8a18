import type { PolledJob } from '#components/importing/use-job.ts'
import type { JobView } from '#lib/jobs/schema.ts'

/** What a page needs of a job while it follows it: the report of an import may be as long as its list. */
export function polledJob({ id, kind, state, progress, result, error }: JobView): PolledJob {
  return { id, kind, state, progress, error, result: kind === 'import.apply' ? revisionOf(result) : result }
}

function revisionOf(result: unknown): { revisionId: string | null } | null {
  if (typeof result !== 'object' || result === null || !('revisionId' in result)) return null
  return { revisionId: typeof result.revisionId === 'string' ? result.revisionId : null }
}
