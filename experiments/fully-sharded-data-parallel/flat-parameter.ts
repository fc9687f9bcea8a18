/** A tensor of the model, by its name inside its unit. */
export type TensorShape = { name: string; shape: readonly number[] }

/**
 * How one FSDP unit lies in memory (Section 3.2.1): its tensors flattened row by row, joined, and padded
 * on the right with at most F − 1 zeros, so that F equal shards make the whole.
 */
export type FlatParameter = {
  tensors: readonly (TensorShape & { offset: number; size: number })[]
  /** ψ: the numbers that the unit really has. */
  size: number
  /** ψ rounded up to a multiple of F. */
  paddedSize: number
  /** What one rank keeps. */
  shardSize: number
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)

/** @param factor F, the number of ranks that share the unit. */
export function layOut(tensors: readonly TensorShape[], factor: number): FlatParameter {
  let offset = 0
  const placed = tensors.map((tensor) => {
    const at = { ...tensor, offset, size: sizeOf(tensor.shape) }
    offset += at.size
    return at
  })
  const shardSize = Math.ceil(offset / factor)
  return { tensors: placed, size: offset, paddedSize: shardSize * factor, shardSize }
}

/** The shard of the `index`-th rank of its group, padding included. `whole` has ψ numbers. */
export function shardOf(flat: FlatParameter, whole: Float32Array, index: number): Float32Array<ArrayBuffer> {
  const shard = new Float32Array(flat.shardSize)
  shard.set(whole.subarray(index * flat.shardSize, Math.min((index + 1) * flat.shardSize, flat.size)))
  return shard
}
