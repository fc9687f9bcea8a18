import type { JobHandlers } from '#lib/jobs/registry.ts'

/** Which handler does which kind of job. Each is loaded when its first job comes, so that the start does not wait for it. */
export const HANDLERS: JobHandlers = {
  'import.apply': async (context) => {
    const { importApplyHandler } = await import('#lib/readme/apply/apply-job.ts')
    return importApplyHandler(context)
  },
  'metadata.complete': async (context) => {
    const { completeMetadata } = await import('#lib/intake/metadata/complete-job.ts')
    return completeMetadata()(context)
  },
  'upstream.check': async (context) => {
    const { upstreamCheckHandler } = await import('#lib/intake/upstream/check-upstream-job.ts')
    return upstreamCheckHandler(context)
  },
}
