import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { CANNOT_BE_READ, MAX_PLAN_BYTES, PLAN_CPU_MS } from './limits.ts'
import type { PlanInput, Planned, planWork } from './prepare-work.ts'

const plan = defineTask<typeof planWork>({
  file: 'lib/importing/prepare-work.ts',
  name: 'planWork',
  lane: 'heavy',
  cpuMs: PLAN_CPU_MS,
  outputBytes: MAX_PLAN_BYTES,
})

/** Plans an import in the worker pool. @throws AppError too_large, unavailable. */
export const planApart = (input: PlanInput): Promise<Planned> => inWords(plan(input), { tooMuch: CANNOT_BE_READ })
