import type { PolledJob } from '../use-job.ts'

/** The address of the report on a finished import; null where there is none to show. */
export function reportHref(list: string, { state, result }: Pick<PolledJob, 'state' | 'result'>): string | null {
  if (state !== 'DONE' || typeof result !== 'object' || result === null || !('revisionId' in result)) return null
  return typeof result.revisionId === 'string' ? `/l/${list}/import/done/${result.revisionId}` : null
}
