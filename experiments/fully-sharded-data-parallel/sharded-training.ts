import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type Collectives, type Wire, createWire } from './collectives.ts'
import { type FlatParameter, layOut, shardOf } from './flat-parameter.ts'
import { type CompiledUnits, type MlpShape, unitTensors } from './mlp.ts'
import type { Optimizer } from './optimizer.ts'
import { replicationGroups, requireDivisor, shardingGroups } from './process-groups.ts'
import { type HeldArray, type RankBuffer, type RankMemory, createRankMemory } from './rank-memory.ts'

/** What a sharded model stands on. Tests put a broken part in its place and see the claims fail. */
export type Parts = {
  collectives: Collectives
  /** What the summed gradients are divided by: the loss is a mean over the ranks' batches, so the world size. */
  gradientDivisor(world: number): number
}

export type ShardedOptions = {
  jax: Compute
  compiled: CompiledUnits
  shape: MlpShape
  world: number
  factor: number
  /** One vector per unit, unpadded. */
  units: readonly Float32Array[]
  optimizer: Optimizer
  prefetch: { forward: boolean; backward: boolean }
  parts: Parts
  /** Called before every unit's work. */
  breathe(): Promise<void>
}
/** A rank's own part of the batch, rows × width and rows × outputs. */
export type MicroBatch = { x: Float32Array<ArrayBuffer>; target: Float32Array<ArrayBuffer> }

type Rank = {
  id: number
  memory: RankMemory
  /** By unit. */
  shards: RankBuffer[]
  state: RankBuffer[][]
  unsharded: (RankBuffer | null)[]
  gradients: RankBuffer[]
}
export type ShardedModel = {
  flats: readonly FlatParameter[]
  wire: Wire
  memories: readonly RankMemory[]
  /** One training step of all ranks. `gradients[rank][unit]` are the reduced shards, as the optimizer gets them. */
  step(batches: readonly MicroBatch[]): Promise<{ loss: number; gradients: Float32Array[][] }>
  /** `[rank][unit]`: the parameters' shards as they are now. */
  parameters(): Float32Array[][]
}

/**
 * A model sharded over W ranks with factor F. The ranks go in lockstep, one unit after the other, as their
 * collectives force them to; each has buffers of its own, and only collectives copy between them.
 * @throws RangeError where F does not divide W.
 */
export function createSharded(options: ShardedOptions): ShardedModel {
  const { jax, compiled, shape, world, factor, optimizer, prefetch, parts, breathe } = options
  requireDivisor(world, factor)
  const { array } = jax.numpy
  const flats = unitTensors(shape).map((tensors) => layOut(tensors, factor))
  const last = flats.length - 1
  const wire = createWire(world)
  const ranks: Rank[] = Array.from({ length: world }, (_, id) => {
    const memory = createRankMemory()
    const shards = flats.map((flat, unit) => {
      const buffer = memory.allocate('parameter shard', flat.shardSize)
      buffer.values.set(shardOf(flat, options.units[unit] as Float32Array, id % factor))
      return buffer
    })
    const state = Array.from({ length: optimizer.slots }, () =>
      flats.map((flat) => memory.allocate('optimizer state', flat.shardSize)),
    )
    return { id, memory, shards, state, unsharded: flats.map(() => null), gradients: [] }
  })
  const rankAt = (id: number) => ranks[id] as Rank
  let steps = 0

  /** All-gather of one unit into a new buffer of every rank; with F = 1 the shard is the whole already. */
  const unshard = (unit: number) => {
    const flat = flats[unit]
    if (!flat || factor === 1 || rankAt(0).unsharded[unit]) return
    for (const group of shardingGroups(world, factor)) {
      const buffers = group.map((id, at) => {
        const buffer = rankAt(id).memory.allocate('unsharded parameters', flat.paddedSize)
        buffer.values.set((rankAt(id).shards[unit] as RankBuffer).values, at * flat.shardSize)
        rankAt(id).unsharded[unit] = buffer
        return buffer.values
      })
      parts.collectives.allGather(wire, group, buffers)
    }
  }
  const whole = (rank: Rank, unit: number) => array((rank.unsharded[unit] ?? (rank.shards[unit] as RankBuffer)).values)
  const reshard = (unit: number) => {
    for (const rank of ranks) {
      rank.unsharded[unit]?.free()
      rank.unsharded[unit] = null
    }
  }

  /** Reduce-scatter inside the sharding groups, then all-reduce across them: Equation (1). */
  const reduce = (unit: number, whole: readonly RankBuffer[]) => {
    const { shardSize } = flats[unit] as FlatParameter
    if (factor > 1)
      for (const group of shardingGroups(world, factor))
        parts.collectives.reduceScatter(
          wire,
          group,
          group.map((id) => (whole[id] as RankBuffer).values),
        )
    for (const rank of ranks) {
      const at = (rank.id % factor) * shardSize
      const shard = rank.memory.allocate('gradient shard', shardSize)
      const source = whole[rank.id] as RankBuffer
      shard.values.set(source.values.subarray(at, at + shardSize))
      source.free()
      rank.gradients[unit] = shard
    }
    for (const group of replicationGroups(world, factor))
      parts.collectives.allReduce(
        wire,
        group,
        group.map((id) => (rankAt(id).gradients[unit] as RankBuffer).values),
      )
    const divisor = parts.gradientDivisor(world)
    for (const rank of ranks) {
      const { values } = rank.gradients[unit] as RankBuffer
      for (let at = 0; at < values.length; at++) values[at] = (values[at] as number) / divisor
    }
  }

  const forward = async (batches: readonly MicroBatch[]) => {
    const inputs: HeldArray[][] = []
    let at = batches.map(({ x }) => array(x).reshape([-1, shape.width]))
    let losses: ComputeArray[] = []
    for (let unit = 0; unit <= last; unit++) {
      await breathe()
      unshard(unit)
      if (prefetch.forward) unshard(unit + 1)
      inputs.push(at.map((x, id) => rankAt(id).memory.hold('activations', x)))
      const x = inputs[unit] as HeldArray[]
      if (unit < last)
        at = ranks.map((rank) => compiled.blockForward(whole(rank, unit), (x[rank.id] as HeldArray).use()))
      else
        losses = ranks.map((rank) =>
          compiled.headForward(whole(rank, unit), (x[rank.id] as HeldArray).use(), targetOf(batches[rank.id])),
        )
      reshard(unit)
    }
    const numbers = await Promise.all(losses.map(async (loss) => ((await loss.data()) as Float32Array)[0] as number))
    return { inputs, loss: numbers.reduce((sum, one) => sum + one, 0) / world }
  }
  const targetOf = (batch: MicroBatch | undefined) => array((batch as MicroBatch).target).reshape([-1, shape.outputs])

  const backward = async (batches: readonly MicroBatch[], inputs: readonly HeldArray[][]) => {
    let dy: ComputeArray[] = []
    for (let unit = last; unit >= 0; unit--) {
      await breathe()
      unshard(unit)
      if (prefetch.backward) unshard(unit - 1)
      const x = inputs[unit] as HeldArray[]
      const passes = ranks.map((rank) => {
        const own = (x[rank.id] as HeldArray).use()
        return unit === last
          ? compiled.headBackward(whole(rank, unit), own, targetOf(batches[rank.id]))
          : compiled.blockBackward(whole(rank, unit), own, dy[rank.id] as ComputeArray)
      })
      dy = passes.map(([, dx]) => dx)
      const gradients = await Promise.all(
        passes.map(async ([gradient], id) => {
          const buffer = rankAt(id).memory.allocate('unsharded gradient', gradient.size)
          buffer.values.set((await gradient.data()) as Float32Array)
          return buffer
        }),
      )
      for (const held of x) held.free()
      reshard(unit)
      reduce(unit, gradients)
    }
    for (const rest of dy) rest.dispose()
  }

  const optimize = async () => {
    steps += 1
    for (const rank of ranks) {
      const upload = (buffers: readonly RankBuffer[]) => buffers.map((buffer) => array(buffer.values))
      const next = optimizer.update(upload(rank.shards), upload(rank.gradients), rank.state.map(upload), steps)
      const store = async (buffers: readonly RankBuffer[], arrays: readonly ComputeArray[]) => {
        const all = await Promise.all(arrays.map((one) => one.data()))
        buffers.forEach((buffer, at) => buffer.values.set(all[at] as Float32Array))
      }
      await store(rank.shards, next.parameters)
      for (const [slot, arrays] of next.state.entries()) await store(rank.state[slot] as RankBuffer[], arrays)
      for (const gradient of rank.gradients) gradient.free()
      rank.gradients = []
      await breathe()
    }
  }

  return {
    flats,
    wire,
    memories: ranks.map(({ memory }) => memory),
    async step(batches) {
      const { inputs, loss } = await forward(batches)
      await backward(batches, inputs)
      const gradients = ranks.map((rank) => rank.gradients.map(({ values }) => values.slice()))
      await optimize()
      return { loss, gradients }
    },
    parameters: () => ranks.map((rank) => rank.shards.map(({ values }) => values.slice())),
  }
}
