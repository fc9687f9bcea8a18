import { defaultValues } from '#lib/experiments/runtime/parameters.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'
import { prisma } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { type Experiment, runsOf } from './find-queries.ts'
import { RUN_ROW, type StoredRow, readRun } from './runs/run-queries.ts'
import type { ShownResult } from './authored/schema.ts'
import { readFigures } from './runs/stored-run.ts'

const asOnDisk = (experiment: Experiment): Prisma.RunWhereInput => ({
  codeVersion: experiment.codeVersion,
  seed: experiment.description.seed,
  parameters: { equals: defaultValues(experiment.description.parameters) },
})
const newest = [{ createdAt: 'desc' }, { id: 'desc' }] as const

/** Who ran it stays behind: a result is about the paper. */
function withoutPeople(row: StoredRow): Omit<RunResult, 'figures'> {
  const { codeVersion, parameters, seed, device, milliseconds, verdicts, metrics } = readRun(row)
  const finishedAt = row.createdAt.toISOString()
  return { codeVersion, parameters, seed, device, milliseconds, finishedAt, verdicts, metrics }
}

/**
 * What is shown before anything runs: the newest run that the group saved of the code as it is, with the
 * default parameters and seed; else what was recorded with the experiment. Unsafe: asks nobody.
 * @param listId null: not the group's.
 */
export async function unsafeShownResult(listId: string | null, experiment: Experiment): Promise<ShownResult | null> {
  const run =
    listId === null
      ? null
      : await prisma().run.findFirst({
          where: { ...runsOf(listId, experiment), ...asOnDisk(experiment) },
          orderBy: [...newest],
          select: { ...RUN_ROW, figures: true },
        })
  if (run) {
    const figures = readFigures(run.figures as Parameters<typeof readFigures>[0])
    return { result: { ...withoutPeople(run), figures }, from: 'group' }
  }
  const result = experiment.disk?.result
  return result ? { result, from: 'disk' } : null
}

/** The verdicts alone of what is shown. Unsafe: asks nobody. */
export async function unsafeShownVerdicts(listId: string | null, experiment: Experiment): Promise<Verdict[] | null> {
  const run =
    listId === null
      ? null
      : await prisma().run.findFirst({
          where: { ...runsOf(listId, experiment), ...asOnDisk(experiment) },
          orderBy: [...newest],
          select: { verdicts: true },
        })
  return run ? (run.verdicts as Verdict[]) : (experiment.disk?.result?.verdicts ?? null)
}
