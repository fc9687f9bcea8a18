import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type Collectives, type Wire, createWire } from './collectives.ts'
import { type MlpShape, headLoss, inner, innerWidth } from './mlp.ts'
import type { MicroBatch } from './sharded-training.ts'

type Block = { A: Float32Array; a: Float32Array; B: Float32Array; b: Float32Array }
type Slice = [A: ComputeArray, a: ComputeArray, B: ComputeArray]

/** Where the `rank`-th slice of the inner width begins; widths need not be multiples of the ranks. */
const boundary = (width: number, rank: number, ranks: number) => Math.floor((innerWidth(width) * rank) / ranks)

function blockOf(unit: Float32Array, width: number): Block {
  const hidden = innerWidth(width)
  const [a, B, b] = [width * hidden, width * hidden + hidden, 2 * width * hidden + hidden]
  return { A: unit.subarray(0, a), a: unit.subarray(a, B), B: unit.subarray(B, b), b: unit.subarray(b) }
}

/** A's columns, a, and B's rows from one boundary to the next (Megatron-LM, Section 3: the product in between needs no communication). */
function sliceOf({ A, a, B }: Block, width: number, from: number, to: number) {
  const hidden = innerWidth(width)
  const columns = new Float32Array(width * (to - from))
  for (let row = 0; row < width; row++)
    columns.set(A.subarray(row * hidden + from, row * hidden + to), row * (to - from))
  return { A: columns, a: a.slice(from, to), B: B.slice(from * width, to * width) }
}

export type TensorParallelStep = {
  loss: number
  /** One vector per unit, put together from the ranks' slices. */
  gradients: Float32Array[]
  wire: Wire
}

/**
 * Loss and gradients of the same model by tensor parallelism over `world` ranks: every rank sees the whole
 * batch and a slice of every block's inner width; the blocks' partial outputs are all-reduced in the forward
 * pass and the partial gradients of their inputs in the backward pass. The small head is on every rank.
 */
export async function tensorParallelStep(options: {
  jax: Compute
  shape: MlpShape
  world: number
  units: readonly Float32Array[]
  batch: MicroBatch
  collectives: Collectives
  breathe(): Promise<void>
}): Promise<TensorParallelStep> {
  const { jax, shape, world, units, batch, collectives, breathe } = options
  const { array } = jax.numpy
  const { width, layers, outputs } = shape
  const hidden = innerWidth(width)
  const ranks = Array.from({ length: world }, (_, rank) => rank)
  const wire = createWire(world)
  const from = (rank: number) => boundary(width, rank, world)
  const rows = (values: Float32Array<ArrayBuffer>) => array(values).reshape([-1, width])
  const blocks = units.slice(0, layers).map((unit) => blockOf(unit, width))
  const upload = (layer: number, rank: number): Slice => {
    const slice = sliceOf(blocks[layer] as Block, width, from(rank), from(rank + 1))
    return [array(slice.A).reshape([width, -1]), array(slice.a), array(slice.B).reshape([-1, width])]
  }
  const partial = (x: ComputeArray, A: ComputeArray, a: ComputeArray, B: ComputeArray) => inner(jax, x, A, a, B)
  const forward = jax.jit(partial)
  const backward = jax.jit((x: ComputeArray, A: ComputeArray, a: ComputeArray, B: ComputeArray, dy: ComputeArray) => {
    const [y, pull] = jax.vjp(partial, [x, A, a, B])
    y.dispose()
    const gradients = pull(dy) as [ComputeArray, ComputeArray, ComputeArray, ComputeArray]
    pull.dispose()
    return gradients
  })
  const download = async (arrays: readonly ComputeArray[]) =>
    (await Promise.all(
      arrays.map(async (one) => Float32Array.from((await one.data()) as Float32Array)),
    )) as Float32Array<ArrayBuffer>[]

  // Activations, the same on every rank after its all-reduce: one copy per rank, so that each sums its own.
  let at = ranks.map(() => batch.x.slice())
  const inputs: Float32Array<ArrayBuffer>[][] = []
  for (let layer = 0; layer < layers; layer++) {
    await breathe()
    inputs.push(at)
    const parts = await download(
      ranks.map((rank) => forward(rows(at[rank] as Float32Array<ArrayBuffer>), ...upload(layer, rank))),
    )
    collectives.allReduce(wire, ranks, parts)
    const { b } = blocks[layer] as Block
    at = parts.map((sum, rank) => sum.map((one, i) => one + (at[rank]?.[i] as number) + (b[i % width] as number)))
  }

  const head = units[layers] as Float32Array
  const ofHead = jax.jit(
    jax.valueAndGrad(
      (x: ComputeArray, H: ComputeArray, h: ComputeArray, target: ComputeArray) => headLoss(jax, x, target, [H, h]),
      { argnums: [0, 1, 2] },
    ),
  )
  const ends = ranks.map((rank) =>
    ofHead(
      rows(at[rank] as Float32Array<ArrayBuffer>),
      array(head.slice(0, width * outputs)).reshape([width, outputs]),
      array(head.slice(width * outputs)),
      array(batch.target).reshape([-1, outputs]),
    ),
  )
  const gradients: Float32Array[] = []
  let loss = 0
  let dy: Float32Array<ArrayBuffer>[] = []
  for (const [value, parts] of ends) {
    const [dx, dH, dh] = await download(parts as unknown as ComputeArray[])
    dy.push(dx as Float32Array<ArrayBuffer>)
    gradients[layers] = Float32Array.from([...(dH as Float32Array), ...(dh as Float32Array)])
    loss = ((await value.data()) as Float32Array)[0] as number
  }

  for (let layer = layers - 1; layer >= 0; layer--) {
    await breathe()
    const unit = new Float32Array(2 * width * hidden + hidden + width)
    const whole = blockOf(unit, width)
    dy[0]?.forEach((one, i) => (whole.b[i % width] = (whole.b[i % width] as number) + one))
    const passes = ranks.map((rank) =>
      backward(
        rows(inputs[layer]?.[rank] as Float32Array<ArrayBuffer>),
        ...upload(layer, rank),
        rows(dy[rank] as Float32Array<ArrayBuffer>),
      ),
    )
    const partials: Float32Array<ArrayBuffer>[] = []
    for (const [rank, pass] of passes.entries()) {
      const [dx, dA, da, dB] = (await download(pass)) as [
        Float32Array<ArrayBuffer>,
        Float32Array,
        Float32Array,
        Float32Array,
      ]
      const [start, slice] = [from(rank), from(rank + 1) - from(rank)]
      for (let row = 0; row < width; row++)
        whole.A.set(dA.subarray(row * slice, (row + 1) * slice), row * hidden + start)
      whole.a.set(da, start)
      whole.B.set(dB, start * width)
      partials.push(dx)
    }
    collectives.allReduce(wire, ranks, partials)
    dy = partials.map((sum, rank) => sum.map((one, i) => one + (dy[rank]?.[i] as number)))
    gradients[layer] = unit
  }
  return { loss, gradients, wire }
}
