import type { ExperimentContext } from '#lib/experiments/runtime/contract.ts'
import { drawBatch, split } from './batch.ts'
import { type FlatParameter, shardOf } from './flat-parameter.ts'
import { type CompiledUnits, type MlpShape, OUTPUTS, compileUnits, initialUnits } from './mlp.ts'
import { OPTIMIZERS, type OptimizerName, createOptimizer } from './optimizer.ts'
import type { Parameters } from './parameters.ts'
import { divisorsOf } from './process-groups.ts'
import { type MicroBatch, type Parts, type ShardedModel, createSharded } from './sharded-training.ts'
import { ELEMENT_BYTES, modelBytes, parameterBound, predictedVolume } from './traffic.ts'
import { createUnsharded } from './unsharded.ts'

type Context = ExperimentContext<Parameters>
/** What all parts of the computed experiment share. */
export type Bench = {
  shape: MlpShape
  units: Float32Array<ArrayBuffer>[]
  batch: MicroBatch
  compiled: CompiledUnits
  /** The unsharded model's first step. */
  gradients: Float32Array[]
  stepped: Float32Array[]
}

const KIB = 1024
export const greatest = (units: readonly Float32Array[]) =>
  units.reduce((most, unit) => unit.reduce((so, one) => Math.max(so, Math.abs(one)), most), 0)

/** max |a − b| over units of equal lengths; a number that is none counts as infinitely far. */
export const farthest = (a: readonly Float32Array[], b: readonly Float32Array[]) =>
  a.reduce((most, unit, index) => {
    const other = b[index] as Float32Array
    return unit.reduce((so, one, at) => {
      const far = Math.abs(one - (other[at] as number))
      return Math.max(so, Number.isFinite(far) ? far : Number.POSITIVE_INFINITY)
    }, most)
  }, 0)

/** Every rank's shards against the shards that it should have. */
const worstRank = (
  shards: readonly Float32Array[][],
  flats: readonly FlatParameter[],
  whole: readonly Float32Array[],
  factor: number,
) =>
  shards.reduce((most, own, rank) => {
    const expected = flats.map((flat, unit) => shardOf(flat, whole[unit] as Float32Array, rank % factor))
    return Math.max(most, farthest(own, expected))
  }, 0)

const optimizerName = (name: string): OptimizerName => OPTIMIZERS.find((one) => one === name) ?? 'adam'

function sharded(
  context: Context,
  bench: Bench,
  factor: number,
  prefetch: ShardedPrefetch,
  parts: Parts,
): ShardedModel {
  const { world, optimizer } = context.parameters
  return createSharded({
    jax: context.jax,
    compiled: bench.compiled,
    shape: bench.shape,
    world,
    factor,
    units: bench.units,
    optimizer: createOptimizer(context.jax, optimizerName(optimizer)),
    prefetch,
    parts,
    breathe: () => context.tick(),
  })
}
type ShardedPrefetch = { forward: boolean; backward: boolean }

/** Trains sharded at the chosen W and F beside the unsharded model, from the same weights, on the same batch. */
export async function measureTraining(context: Context, parts: Parts): Promise<Bench> {
  const { parameters: chosen, random, jax } = context
  const shape: MlpShape = { layers: chosen.layers, width: chosen.width, outputs: OUTPUTS }
  const units = initialUnits(shape, random.fork('weights'))
  const batch = drawBatch(shape, chosen.rows * chosen.world, random.fork('batch'))
  const bench: Bench = { shape, units, batch, compiled: compileUnits(jax, shape), gradients: [], stepped: [] }
  const unsharded = createUnsharded(jax, shape, createOptimizer(jax, optimizerName(chosen.optimizer)), units)
  const prefetch = { forward: chosen.forwardPrefetch, backward: chosen.backwardPrefetch }
  const model = sharded(context, bench, chosen.factor, prefetch, parts)
  const batches = split(batch, chosen.world)

  for (let step = 0; step < chosen.steps; step++) {
    await context.tick(0.05 + (0.45 * step) / chosen.steps, `step ${step + 1} of ${chosen.steps}`)
    const whole = await unsharded.step(batch.x, batch.target)
    context.point('loss', 'unsharded', step, whole.loss)
    const { loss } = await model.step(batches)
    context.point('loss', 'sharded', step, loss)
    const after = await unsharded.parameters()
    if (step === 0) Object.assign(bench, { gradients: whole.gradients, stepped: after })
    const drift = worstRank(model.parameters(), model.flats, after, chosen.factor) / greatest(after)
    context.point('drift', 'parameters', step + 1, drift)
    if (step === chosen.steps - 1) context.metric('loss in the last step, sharded', loss)
  }
  unsharded.dispose()
  const most = Math.max(...model.memories.map(({ peak }) => peak.parameters))
  const atOnce = prefetch.forward || prefetch.backward ? 2 : 1
  context.metric(
    `peak parameters ÷ (Σψ/F + ${atOnce}·max ψ), prefetching as chosen`,
    most / parameterBound(shape, chosen.factor, atOnce),
  )
  return bench
}

/** One step with every sharding factor that W allows, without prefetching: gradients, step, bytes and memory. */
export async function measureFactors(context: Context, bench: Bench, parts: Parts) {
  const { world, factor: chosen, hostSize } = context.parameters
  const { shape } = bench
  const batches = split(bench.batch, world)
  const scale = greatest(bench.gradients)
  const way = farthest(bench.units, bench.stepped)
  const worst = { gradient: 0, step: 0, memory: 0 }
  const totals = new Map<number, number>()
  const factors = divisorsOf(world)
  const hybrid =
    factors.includes(chosen) && chosen > 1 && chosen < world
      ? chosen
      : (factors.find((one) => one > 1 && one < world) ?? null)

  for (const [index, factor] of factors.entries()) {
    await context.tick(0.5 + (0.35 * index) / factors.length, `one step with F = ${factor}`)
    const model = sharded(context, bench, factor, { forward: false, backward: false }, parts)
    const { gradients } = await model.step(batches)
    const gradient = worstRank(gradients, model.flats, bench.gradients, factor) / scale
    const step = worstRank(model.parameters(), model.flats, bench.stepped, factor) / way
    const bound = parameterBound(shape, factor, 1)
    const parameters = Math.max(...model.memories.map(({ peak }) => peak.parameters))
    worst.gradient = Math.max(worst.gradient, gradient)
    worst.step = Math.max(worst.step, step)
    worst.memory = Math.max(worst.memory, parameters / bound)

    const { sent } = model.wire
    const total = (sent['all-gather'] + sent['reduce-scatter'] + sent['all-reduce']) / world
    const formula = predictedVolume(shape, world, factor)
    totals.set(factor, total)
    context.row('volumes', {
      factor,
      gather: sent['all-gather'] / world / KIB,
      scatter: sent['reduce-scatter'] / world / KIB,
      reduce: sent['all-reduce'] / world / KIB,
      total: total / KIB,
      formula: (formula.gather + formula.scatter + formula.reduce) / KIB,
      between: model.wire.between(hostSize) / world / KIB,
      gradient,
    })
    const fullest = model.memories.reduce((most, one) => (one.peak.total > most.peak.total ? one : most))
    const { kinds } = fullest.peak
    context.row('memory', {
      factor,
      shards: kinds['parameter shard'] / KIB,
      parameters: fullest.peak.parameters / KIB,
      bound: bound / KIB,
      gradients: (kinds['unsharded gradient'] + kinds['gradient shard']) / KIB,
      optimizer: kinds['optimizer state'] / KIB,
      activations: kinds.activations / KIB,
      total: fullest.peak.total / KIB,
    })
    const series = factor === 1 ? 'replicated' : factor === world ? 'full' : factor === hybrid ? 'hybrid' : null
    if (series) model.memories[0]?.history.forEach((bytes, at) => context.point('live', series, at, bytes / KIB))
    if (factor === hybrid) {
      const across = sent['all-reduce'] / world
      const M = modelBytes(shape, factor)
      const ofRing = (2 * (world - factor)) / (world - 1)
      context.measure(
        'hybridVolume',
        across / ((M * (world - 1)) / (factor * world)),
        `with F = ${factor}; a ring sends exactly 2(W − F)/(W − 1) = ${ofRing.toFixed(4)}`,
      )
    }
  }

  context.measure('gradients', worst.gradient, `F = ${factors.join(', ')}, all ${world} ranks`)
  context.measure('optimizer', worst.step)
  context.measure('memory', worst.memory)
  const why = 'With W = 1 nothing is sent.'
  if (hybrid === null) context.undecided('hybridVolume', `With W = ${world} no F is between 1 and W.`)
  if (world === 1) {
    context.undecided('fullShardVolume', why)
    context.undecided('overReplication', why)
    return
  }
  const full = totals.get(world) as number
  context.measure('fullShardVolume', full / ((modelBytes(shape, world) * (world - 1)) / world))
  context.measure('overReplication', full / (totals.get(1) as number))
  context.metric('parameters of the computed model', modelBytes(shape, 1) / ELEMENT_BYTES)
}
