import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import type { RandomStream } from '#lib/experiments/runtime/random.ts'
import type { TensorShape } from './flat-parameter.ts'

/**
 * The model: residual blocks x + relu(x·A + a)·B + b, inner width four times the outer, and a linear head
 * whose output is held against a target by the mean squared error. Every block and the head is one FSDP unit.
 */
export type MlpShape = { layers: number; width: number; outputs: number }

export const innerWidth = (width: number) => 4 * width
/** Odd on purpose: no sharding factor but 1 divides the head, so it always needs padding. */
export const OUTPUTS = 3

export const blockTensors = (width: number): TensorShape[] => [
  { name: 'A', shape: [width, innerWidth(width)] },
  { name: 'a', shape: [innerWidth(width)] },
  { name: 'B', shape: [innerWidth(width), width] },
  { name: 'b', shape: [width] },
]
export const headTensors = (shape: MlpShape): TensorShape[] => [
  { name: 'H', shape: [shape.width, shape.outputs] },
  { name: 'h', shape: [shape.outputs] },
]
export const unitTensors = (shape: MlpShape): TensorShape[][] => [
  ...Array.from({ length: shape.layers }, () => blockTensors(shape.width)),
  headTensors(shape),
]

/** First weights, one flat vector per unit: normal, scaled by 1/√(inputs); biases too, so that none of their gradients hides. */
export const initialUnits = (shape: MlpShape, random: RandomStream): Float32Array<ArrayBuffer>[] =>
  unitTensors(shape).map((tensors) => {
    const parts = tensors.map(({ shape: sides }) => {
      const [inputs = 1, columns] = sides
      return columns === undefined ? random.normals(inputs, 0.05) : random.normals(inputs * columns, inputs ** -0.5)
    })
    const unit = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      unit.set(part, at)
      at += part.length
    }
    return unit
  })

/** relu(x·A + a)·B: a block without its residual and its last bias. Consumes all. */
export function inner(jax: Compute, x: ComputeArray, A: ComputeArray, a: ComputeArray, B: ComputeArray): ComputeArray {
  const { numpy: np, nn } = jax
  return np.matmul(nn.relu(np.matmul(x, A).add(a)), B)
}
export const block = (
  jax: Compute,
  x: ComputeArray,
  [A, a, B, b]: readonly [ComputeArray, ComputeArray, ComputeArray, ComputeArray],
): ComputeArray => x.ref.add(inner(jax, x, A, a, B)).add(b)

/** Mean over rows and outputs of the squared error; a number. Consumes all. */
export const headLoss = (
  jax: Compute,
  x: ComputeArray,
  target: ComputeArray,
  [H, h]: readonly [ComputeArray, ComputeArray],
): ComputeArray => jax.numpy.mean(jax.numpy.square(jax.numpy.matmul(x, H).add(h).sub(target)))

/** Views into a flat vector, as FSDP makes the original parameters views of their FlatParameter (Section 3.2.3). Consumes `flat`. */
export function viewsOf(flat: ComputeArray, tensors: readonly TensorShape[]): ComputeArray[] {
  let offset = 0
  const views = tensors.map(({ shape }) => {
    const size = shape.reduce((product, side) => product * side, 1)
    const view = flat.ref.slice([offset, offset + size]).reshape([...shape])
    offset += size
    return view
  })
  flat.dispose()
  return views
}

/** The model's passes over flat parameters, padding and all, compiled. All consume what they are given. */
export function compileUnits(jax: Compute, shape: MlpShape) {
  const ofBlock = blockTensors(shape.width)
  const ofHead = headTensors(shape)
  const runBlock = (flat: ComputeArray, x: ComputeArray) =>
    block(jax, x, viewsOf(flat, ofBlock) as [ComputeArray, ComputeArray, ComputeArray, ComputeArray])
  const runHead = (flat: ComputeArray, x: ComputeArray, target: ComputeArray) =>
    headLoss(jax, x, target, viewsOf(flat, ofHead) as [ComputeArray, ComputeArray])
  return {
    /** x: rows × width → rows × width. */
    blockForward: jax.jit(runBlock),
    /** Gradients of the flat parameter and of x, given that of the output. Computes the block anew: only its input was kept. */
    blockBackward: jax.jit((flat: ComputeArray, x: ComputeArray, dy: ComputeArray) => {
      const [y, pull] = jax.vjp(runBlock, [flat, x])
      y.dispose()
      const gradients = pull(dy) as [ComputeArray, ComputeArray]
      pull.dispose()
      return gradients
    }),
    headForward: jax.jit(runHead),
    headBackward: jax.jit((flat: ComputeArray, x: ComputeArray, target: ComputeArray) => {
      const [, gradients] = jax.valueAndGrad(runHead, { argnums: [0, 1] })(flat, x, target)
      return gradients as unknown as [ComputeArray, ComputeArray]
    }),
  }
}
export type CompiledUnits = ReturnType<typeof compileUnits>
