import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type MlpShape, block, headLoss, unitTensors } from './mlp.ts'
import type { Optimizer } from './optimizer.ts'

/**
 * The same model as one program on one device: no flat parameters, no units, no ranks; the gradient of the
 * whole batch's loss by automatic differentiation through all of it. What sharding has to agree with.
 */
export function createUnsharded(jax: Compute, shape: MlpShape, optimizer: Optimizer, units: readonly Float32Array[]) {
  const tensors = unitTensors(shape)
  let parameters = tensors.flatMap((unit, index) => {
    let offset = 0
    return unit.map(({ shape: sides }) => {
      const size = sides.reduce((product, side) => product * side, 1)
      const values = (units[index] as Float32Array).slice(offset, offset + size)
      offset += size
      return jax.numpy.array(values).reshape([...sides])
    })
  })
  let state = Array.from({ length: optimizer.slots }, () => parameters.map((one) => jax.numpy.zerosLike(one.ref)))
  let steps = 0

  const gradient = jax.jit(
    jax.valueAndGrad((all: ComputeArray[], x: ComputeArray, target: ComputeArray) => {
      let at = x
      for (let layer = 0; layer < shape.layers; layer++) {
        const [A, a, B, b] = all.slice(4 * layer, 4 * layer + 4) as [
          ComputeArray,
          ComputeArray,
          ComputeArray,
          ComputeArray,
        ]
        at = block(jax, at, [A, a, B, b])
      }
      return headLoss(jax, at, target, all.slice(4 * shape.layers) as [ComputeArray, ComputeArray])
    }),
  )
  /** Tensors back to one vector per unit. */
  const flatten = async (arrays: readonly ComputeArray[]): Promise<Float32Array[]> => {
    const data = (await Promise.all(arrays.map((array) => array.ref.data()))) as Float32Array[]
    let next = 0
    return tensors.map((unit) => Float32Array.from(unit.flatMap(() => [...(data[next++] as Float32Array)])))
  }

  return {
    /** One step over the whole batch: `x` is rows × width, `target` rows × outputs. */
    async step(x: Float32Array<ArrayBuffer>, target: Float32Array<ArrayBuffer>) {
      const { array } = jax.numpy
      const [loss, gradients] = gradient(
        jax.tree.ref(parameters) as ComputeArray[],
        array(x).reshape([-1, shape.width]),
        array(target).reshape([-1, shape.outputs]),
      )
      const flat = await flatten(gradients)
      steps += 1
      const next = optimizer.update(parameters, gradients, state, steps)
      parameters = next.parameters
      state = next.state
      return { loss: ((await loss.data()) as Float32Array)[0] as number, gradients: flat }
    },
    parameters: () => flatten(parameters),
    dispose() {
      for (const array of [...parameters, ...state.flat()]) array.dispose()
    },
  }
}
