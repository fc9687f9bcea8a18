import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'

export const OPTIMIZERS = ['adam', 'momentum', 'norm-scaled'] as const
export type OptimizerName = (typeof OPTIMIZERS)[number]

/** Works on any list of arrays: the shards of a rank, or the whole tensors of an unsharded model. */
export type Optimizer = {
  /** How many arrays of state go with each array of parameters. */
  slots: number
  /** Consumes what it is given. `state[slot][array]`; `step` counts from 1. */
  update(
    parameters: ComputeArray[],
    gradients: ComputeArray[],
    state: ComputeArray[][],
    step: number,
  ): { parameters: ComputeArray[]; state: ComputeArray[][] }
}

const ADAM_RATE = 2e-3
const MOMENTUM_RATE = 1e-2
const NORM_RATE = 1e-2

function adam(jax: Compute): Optimizer {
  const rule = jax.adam({ learningRate: ADAM_RATE })
  const update = jax.jit(
    (p: ComputeArray[], g: ComputeArray[], m: ComputeArray[], v: ComputeArray[], c1: ComputeArray, c2: ComputeArray) =>
      rule.update(p, g, m, v, c1, c2),
  )
  return {
    slots: 2,
    update(parameters, gradients, [m = [], v = []], step) {
      const [next, ...state] = update(parameters, gradients, m, v, ...rule.corrections(step))
      return { parameters: next, state }
    },
  }
}

function momentum(jax: Compute): Optimizer {
  const update = jax.jit((p: ComputeArray[], g: ComputeArray[], m: ComputeArray[]) => {
    const velocity = m.map((one, at) => one.mul(0.9).add(g[at] as ComputeArray))
    return [p.map((one, at) => one.sub((velocity[at] as ComputeArray).ref.mul(MOMENTUM_RATE))), velocity]
  })
  return {
    slots: 1,
    update(parameters, gradients, [m = []]) {
      const [next = [], velocity = []] = update(parameters, gradients, m)
      return { parameters: next, state: [velocity] }
    },
  }
}

/**
 * Steps as long as the tensor is (LARS, You et al. 2017): p − η ‖p‖/‖g‖ g. It asks for a norm of the whole
 * tensor, which a shard does not have: the case that Section 7.2.1 warns of.
 */
function normScaled(jax: Compute): Optimizer {
  const np = jax.numpy
  const norm = (array: ComputeArray) => np.sqrt(np.sum(np.square(array)).add(1e-20))
  const update = jax.jit((p: ComputeArray[], g: ComputeArray[]) =>
    p.map((one, at) => {
      const gradient = g[at] as ComputeArray
      return one.ref.sub(gradient.ref.mul(norm(one).div(norm(gradient)).mul(NORM_RATE)))
    }),
  )
  return {
    slots: 0,
    update: (parameters, gradients) => ({ parameters: update(parameters, gradients), state: [] }),
  }
}

export function createOptimizer(jax: Compute, name: OptimizerName): Optimizer {
  return { adam, momentum, 'norm-scaled': normScaled }[name](jax)
}
