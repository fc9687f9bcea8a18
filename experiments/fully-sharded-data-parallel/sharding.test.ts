import { describe, expect, it } from 'vitest'
import { createRandom } from '#lib/experiments/runtime/random.ts'
import { computeInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { drawBatch, split } from './batch.ts'
import { ring } from './collectives.ts'
import { soundParts } from './experiment.ts'
import { shardOf } from './flat-parameter.ts'
import { compileUnits, initialUnits } from './mlp.ts'
import { createOptimizer } from './optimizer.ts'
import { firstAdamStep, referenceGradients } from './reference.ts'
import { createSharded } from './sharded-training.ts'
import { tensorParallelStep } from './tensor-parallel.ts'
import { countFullShard, countTensorParallel, modelBytes, predictedVolume } from './traffic.ts'
import { createUnsharded } from './unsharded.ts'

const shape = { layers: 3, width: 10, outputs: 3 }
const world = 6
const random = createRandom(11)
const units = initialUnits(shape, random)
const batch = drawBatch(shape, 4 * world, random)
const reference = referenceGradients(shape, units, batch)
const scale = Math.max(...reference.gradients.map((unit) => Math.max(...unit.map(Math.abs))))
const breathe = async () => {}
const jax = await computeInNode()
const compiled = compileUnits(jax, shape)

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length)
  return Array.from(a).reduce((most, one, at) => Math.max(most, Math.abs(one - (b[at] as number))), 0)
}
const build = (factor: number, prefetch = { forward: false, backward: false }) =>
  createSharded({
    jax,
    compiled,
    shape,
    world,
    factor,
    units,
    optimizer: createOptimizer(jax, 'adam'),
    prefetch,
    parts: soundParts,
    breathe,
  })

describe('against the float64 reference', () => {
  it('the unsharded model has its loss and gradients', async () => {
    const model = createUnsharded(jax, shape, createOptimizer(jax, 'adam'), units)
    const { loss, gradients } = await model.step(batch.x, batch.target)
    expect(loss).toBeCloseTo(reference.loss, 5)
    gradients.forEach((unit, index) =>
      expect(farthest(unit, reference.gradients[index] as Float64Array) / scale).toBeLessThan(2e-6),
    )
    model.dispose()
  })

  it.each([1, 2, 3, 6])('the model sharded by %i has its gradients and Adam’s step, on every rank', async (factor) => {
    const model = build(factor)
    const { loss, gradients } = await model.step(split(batch, world))
    expect(loss).toBeCloseTo(reference.loss, 5)
    const after = model.parameters()
    for (let rank = 0; rank < world; rank++)
      model.flats.forEach((flat, unit) => {
        const gradient = reference.gradients[unit] as Float64Array
        const expected = shardOf(flat, Float32Array.from(gradient), rank % factor)
        expect(farthest(gradients[rank]?.[unit] as Float32Array, expected) / scale).toBeLessThan(2e-6)
        const stepped = firstAdamStep(units[unit] as Float32Array, gradient, 2e-3)
        const shard = shardOf(flat, Float32Array.from(stepped), rank % factor)
        expect(farthest(after[rank]?.[unit] as Float32Array, shard)).toBeLessThan(2e-5)
      })
  })

  it('tensor parallelism has its loss and gradients, also where the ranks do not divide the inner width', async () => {
    const { loss, gradients } = await tensorParallelStep({
      jax,
      shape,
      world,
      units,
      batch,
      collectives: ring,
      breathe,
    })
    expect(loss).toBeCloseTo(reference.loss, 5)
    gradients.forEach((unit, index) =>
      expect(farthest(unit, reference.gradients[index] as Float64Array) / scale).toBeLessThan(2e-6),
    )
  })
})

describe('what a step sends', () => {
  it.each([1, 2, 3, 6])('with F = %i is what the formulas say, to the byte', async (factor) => {
    const model = build(factor, { forward: true, backward: true })
    await model.step(split(batch, world))
    const { gather, scatter, reduce } = predictedVolume(shape, world, factor)
    expect(model.wire.sent['all-gather']).toBeCloseTo(world * gather, 6)
    expect(model.wire.sent['reduce-scatter']).toBeCloseTo(world * scatter, 6)
    expect(model.wire.sent['all-reduce']).toBeCloseTo(world * reduce, 6)
  })

  it('is the same when only buffers of its sizes move', async () => {
    const model = build(world)
    await model.step(split(batch, world))
    const { sent } = model.wire
    expect(countFullShard(shape, world, ring)).toBe((sent['all-gather'] + sent['reduce-scatter']) / world)
    const { wire } = await tensorParallelStep({ jax, shape, world, units, batch, collectives: ring, breathe })
    expect(countTensorParallel(shape, world, 4 * world, ring)).toBe(wire.sent['all-reduce'] / world)
  })
})

describe('what a rank holds', () => {
  it('is its shards when the step is over: nothing gathered, no gradient, no activation is left', async () => {
    const model = build(3, { forward: true, backward: true })
    await model.step(split(batch, world))
    for (const { live } of model.memories) {
      expect(live['parameter shard']).toBe(modelBytes(shape, 3) / 3)
      expect(live['optimizer state']).toBe((2 * modelBytes(shape, 3)) / 3)
      expect(
        live['unsharded parameters'] + live['unsharded gradient'] + live['gradient shard'] + live.activations,
      ).toBe(0)
    }
  })

  it('peaks with one gathered unit, with two where the next is prefetched', async () => {
    const largest = Math.ceil((8 * 10 * 10 + 5 * 10) / 6) * 6 * 4
    for (const [prefetch, atOnce] of [
      [{ forward: false, backward: false }, 1],
      [{ forward: false, backward: true }, 2],
    ] as const) {
      const model = build(6, prefetch)
      await model.step(split(batch, world))
      for (const { peak } of model.memories) expect(peak.kinds['unsharded parameters']).toBe(atOnce * largest)
    }
  })
})
