import { type ExperimentContext, defineExperiment } from '#lib/experiments/runtime/contract.ts'
import { claims } from './claims.ts'
import { ring } from './collectives.ts'
import { figures } from './figures.ts'
import { measureFactors, measureTraining } from './measure-sharding.ts'
import { measureTensorParallel, measureWinners } from './measure-tensor-parallel.ts'
import { measureTimeline } from './measure-timeline.ts'
import { type Parameters, parameters } from './parameters.ts'
import { requireDivisor } from './process-groups.ts'
import type { Parts } from './sharded-training.ts'

export const soundParts: Parts = { collectives: ring, gradientDivisor: (world) => world }

/** @throws RangeError where F does not divide W. */
export async function measureAll(context: ExperimentContext<Parameters>, parts: Parts) {
  const { world, factor } = context.parameters
  requireDivisor(world, factor)
  // The model of time needs no device and is drawn at once, while the passes are still to be compiled.
  await measureTimeline(context)
  await measureWinners(context)
  const bench = await measureTraining(context, parts)
  await measureFactors(context, bench, parts)
  await measureTensorParallel(context, bench, parts)
}

export default defineExperiment({
  title: 'Fully sharded data parallel, on ranks of one’s own',
  question:
    'Does a model cut into shards train exactly as a whole one, what does each rank send and hold, and when is it worth it?',
  paper: { title: 'PyTorch FSDP: Experiences on Scaling Fully Sharded Data Parallel', arxiv: '2304.11277' },
  parameters,
  seed: 1,
  budget: { seconds: 20, megabytes: 256 },
  agreement: 1e-3,
  claims,
  figures,
  quick: { world: 4, factor: 2, layers: 2, width: 16, steps: 2 },
  run: (context) => measureAll(context, soundParts),
})
