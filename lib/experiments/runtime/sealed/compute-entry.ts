import { startCompute } from '#lib/experiments/runtime/compute.ts'

/**
 * The compute library as one classic script. The build wraps it in a function whose parameters are what
 * it needs of the browser (see `COMPUTE_GLOBALS`), so that these can be taken from the author's code
 * afterwards. The worker takes what stands here and deletes it.
 */
Object.assign(globalThis, { colloquiumCompute: { startCompute } })
