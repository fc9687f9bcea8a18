import { type Collectives, createWire } from './collectives.ts'
import { layOut } from './flat-parameter.ts'
import { type MlpShape, unitTensors } from './mlp.ts'
import { shardingGroups } from './process-groups.ts'

export const ELEMENT_BYTES = 4

/** What one rank sends in one training step, as the formulas of Section 3.2 have it, in bytes; M is the padded model's. */
export function predictedVolume(shape: MlpShape, world: number, factor: number) {
  const M = modelBytes(shape, factor)
  const shard = (M * (factor - 1)) / factor
  return { gather: 2 * shard, scatter: shard, reduce: (2 * (M / factor) * (world / factor - 1)) / (world / factor) }
}

/** M: bytes of all units, padded for the factor. */
export const modelBytes = (shape: MlpShape, factor: number) =>
  unitTensors(shape).reduce((sum, tensors) => sum + layOut(tensors, factor).paddedSize * ELEMENT_BYTES, 0)

/** Σψ_i/F + (units at once) · max ψ_i, in bytes (Section 3.2.1); with F = 1 a shard is the whole and nothing is gathered. */
export function parameterBound(shape: MlpShape, factor: number, unitsAtOnce: number) {
  const sizes = unitTensors(shape).map((tensors) => layOut(tensors, factor).paddedSize)
  return ELEMENT_BYTES * (sizes.reduce((sum, size) => sum + size, 0) / factor + unitsAtOnce * Math.max(...sizes))
}

/** Moves buffers of a full shard step's sizes without computing, and counts: bytes that one rank sends. It does not ask for the batch. */
export function countFullShard(shape: MlpShape, world: number, collectives: Collectives): number {
  const wire = createWire(world)
  for (const tensors of unitTensors(shape)) {
    const { paddedSize } = layOut(tensors, world)
    const buffers = Array.from({ length: world }, () => new Float32Array(paddedSize))
    for (const group of shardingGroups(world, world)) {
      collectives.allGather(wire, group, buffers)
      collectives.allGather(wire, group, buffers)
      collectives.reduceScatter(wire, group, buffers)
    }
  }
  return (wire.sent['all-gather'] + wire.sent['reduce-scatter']) / world
}

/** The same of tensor parallelism: an all-reduce of rows × width forward and one backward, in every block. */
export function countTensorParallel(shape: MlpShape, world: number, rows: number, collectives: Collectives): number {
  const wire = createWire(world)
  const ranks = Array.from({ length: world }, (_, rank) => rank)
  for (let pass = 0; pass < 2 * shape.layers; pass++)
    collectives.allReduce(
      wire,
      ranks,
      ranks.map(() => new Float32Array(rows * shape.width)),
    )
  return wire.sent['all-reduce'] / world
}

/**
 * Rows of the whole batch at which both send the same. Full sharding sends 3·M(W−1)/W, tensor parallelism
 * 2·2·rows·width·4·layers·(W−1)/W bytes, so it is rows = 3M/(16·width·layers), near 6·width.
 */
export const predictedCrossover = (shape: MlpShape, world: number) =>
  (3 * modelBytes(shape, world)) / (4 * ELEMENT_BYTES * shape.width * shape.layers)

/** Where the counted lines meet: tensor parallelism's through two counted points, full sharding's level. */
export function countedCrossover(shape: MlpShape, world: number, collectives: Collectives): number {
  const level = countFullShard(shape, world, collectives)
  const [near, far] = [shape.width, 16 * shape.width]
  const [first, second] = [near, far].map((rows) => countTensorParallel(shape, world, rows, collectives)) as [
    number,
    number,
  ]
  return near + ((level - first) / (second - first)) * (far - near)
}
