import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { CANNOT_BE_READ, MAX_PAGE_BYTES, MAX_PLAN_BYTES, PLAN_CPU_MS } from '#lib/readme/limits.ts'
import type { PlanInput, Planned, planWork, previewWork } from './prepare-work.ts'
import type { AskedPage, PreviewPage } from '#lib/readme/report/preview-page.ts'

const plan = defineTask<typeof planWork>({
  file: 'lib/readme/apply/prepare/prepare-work.ts',
  name: 'planWork',
  lane: 'heavy',
  cpuMs: PLAN_CPU_MS,
  outputBytes: MAX_PLAN_BYTES,
})

const preview = defineTask<typeof previewWork>({
  file: 'lib/readme/apply/prepare/prepare-work.ts',
  name: 'previewWork',
  lane: 'heavy',
  cpuMs: PLAN_CPU_MS,
  outputBytes: MAX_PAGE_BYTES,
})

/** Plans an import in the worker pool. @throws AppError too_large, unavailable. */
export const planApart = (input: PlanInput): Promise<Planned> => inWords(plan(input), { tooMuch: CANNOT_BE_READ })

/** A page of what an import would do, from the worker pool. @throws AppError too_large, unavailable. */
export const previewApart = (input: PlanInput, asked: AskedPage): Promise<PreviewPage> =>
  inWords(preview({ ...input, asked }), { tooMuch: CANNOT_BE_READ })
