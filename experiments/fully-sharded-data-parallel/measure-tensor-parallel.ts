import type { ExperimentContext, Row } from '#lib/experiments/runtime/contract.ts'
import { CLUSTER_ELEMENT_BYTES, type Cluster, blockSize } from './cluster.ts'
import { BATCHES } from './figures.ts'
import { type Bench, farthest, greatest } from './measure-sharding.ts'
import { clusterOf } from './measure-timeline.ts'
import type { Parameters } from './parameters.ts'
import { type Schedule, fsdpOperations, tensorParallelOperations } from './schedules.ts'
import type { Parts } from './sharded-training.ts'
import { tensorParallelStep } from './tensor-parallel.ts'
import { simulate, stepSeconds } from './timeline.ts'
import { countFullShard, countTensorParallel, countedCrossover, modelBytes, predictedCrossover } from './traffic.ts'

type Context = ExperimentContext<Parameters>
const KIB = 1024

/** Computes a step by tensor parallelism, and counts what both ways send as the batch and the width change. */
export async function measureTensorParallel(context: Context, bench: Bench, parts: Parts) {
  const { world } = context.parameters
  const { shape } = bench
  await context.tick(0.88, 'the same step by tensor parallelism')
  const { gradients, wire } = await tensorParallelStep({
    jax: context.jax,
    shape,
    world,
    units: bench.units,
    batch: bench.batch,
    collectives: parts.collectives,
    breathe: () => context.tick(),
  })
  context.measure('tensorParallel', farthest(gradients, bench.gradients) / greatest(bench.gradients), `${world} ranks`)
  context.metric('sent by a rank in the tensor-parallel step', wire.sent['all-reduce'] / world / KIB, 'KiB')

  const level = countFullShard(shape, world, parts.collectives)
  const share = (world - 1) / world
  for (let power = -3; power <= 3; power++) {
    const rows = Math.max(1, Math.round(6 * shape.width * 2 ** power))
    await context.tick(0.9)
    if (world === 1) break
    context.point('bytes', 'fsdp', rows, level / KIB)
    context.point('bytes', 'tensorParallel', rows, countTensorParallel(shape, world, rows, parts.collectives) / KIB)
    context.point('bytes', 'fsdpFormula', rows, (3 * modelBytes(shape, world) * share) / KIB)
    context.point('bytes', 'tensorParallelFormula', rows, (16 * rows * shape.width * shape.layers * share) / KIB)
  }
  if (world === 1) {
    context.undecided('crossover', 'With W = 1 nothing is sent.')
    return
  }

  let worst = 1
  for (const width of [...new Set([8, 16, 32, 64, shape.width])].sort((a, b) => a - b)) {
    await context.tick(0.93)
    const predicted = predictedCrossover({ ...shape, width }, world)
    const counted = countedCrossover({ ...shape, width }, world, parts.collectives)
    context.row('crossovers', { width, predicted, counted, perWidth: counted / width })
    const ratio = counted / predicted
    if (!(Math.abs(ratio - 1) <= Math.abs(worst - 1))) worst = ratio
  }
  context.measure('crossover', worst)
}

const fsdpStep = (cluster: Cluster, factor: number, tokens: number, schedule: Schedule) =>
  stepSeconds(simulate(fsdpOperations(cluster, factor, tokens / cluster.world, schedule), true))
const tensorParallelTime = (cluster: Cluster, tokens: number) =>
  stepSeconds(simulate(tensorParallelOperations(cluster, tokens), true))

/** Tokens of the whole batch at which both take as long, between one per rank and 2²⁴; null where one is always faster. */
export function equallyFast(cluster: Cluster, schedule: Schedule): number | null {
  const ahead = (tokens: number) =>
    tensorParallelTime(cluster, tokens) - fsdpStep(cluster, cluster.world, tokens, schedule)
  let [low, high] = [Math.log2(cluster.world), 24]
  if (ahead(2 ** low) >= 0 || ahead(2 ** high) <= 0) return null
  for (let halving = 0; halving < 40; halving++) {
    const middle = (low + high) / 2
    if (ahead(2 ** middle) < 0) low = middle
    else high = middle
  }
  return 2 ** high
}

/** The model of time: both ways over batches and widths. */
export async function measureWinners(context: Context) {
  const { parameters: chosen } = context
  const cluster = clusterOf(chosen)
  const schedule = {
    backwardPrefetch: chosen.backwardPrefetch,
    forwardPrefetch: chosen.forwardPrefetch,
    rateLimiter: chosen.rateLimiter,
  }
  for (let power = 8; power <= 20; power++) {
    const tokens = 2 ** power
    context.point('stepTime', 'chosen', tokens, fsdpStep(cluster, chosen.factor, tokens, schedule) * 1e3)
    context.point('stepTime', 'full', tokens, fsdpStep(cluster, chosen.world, tokens, schedule) * 1e3)
    context.point('stepTime', 'tensorParallel', tokens, tensorParallelTime(cluster, tokens) * 1e3)
  }
  for (const width of [...new Set([1024, 2048, 4096, 8192, 16384, chosen.clusterWidth])].sort((a, b) => a - b)) {
    await context.tick(0.04, 'the model of time')
    const one = { ...cluster, width }
    const row: Row = { width }
    for (const { power } of BATCHES) {
      const ratio = tensorParallelTime(one, 2 ** power) / fsdpStep(one, chosen.world, 2 ** power, schedule)
      row[`tokens${power}`] =
        Math.abs(ratio - 1) < 0.005 ? 'even' : ratio > 1 ? `FSDP ${ratio.toFixed(2)}×` : `TP ${(1 / ratio).toFixed(2)}×`
    }
    const even = chosen.world > 1 ? equallyFast(one, schedule) : null
    const evenBytes = (3 * blockSize(one) * CLUSTER_ELEMENT_BYTES) / (4 * width * CLUSTER_ELEMENT_BYTES)
    context.row('winners', { ...row, even: even === null ? null : Math.round(even), evenBytes: Math.round(evenBytes) })
    if (width === chosen.clusterWidth && even !== null)
      context.metric('batch at which FSDP (F = W) overtakes tensor parallelism, modelled', even, 'tokens')
  }
}
