import * as jax from '@jax-js/jax'

/** What computes: the GPU, the CPU by WebAssembly, or plain JavaScript. */
export type DeviceKind = 'webgpu' | 'wasm' | 'plain'

/**
 * The seam to jax-js, which is young: experiments see what stands here and never the package itself,
 * so a change of it is a change of this file. Arrays follow jax-js's rule: using one consumes it, and
 * `x.ref` keeps it for one more use.
 */
export type Compute = {
  numpy: typeof jax.numpy
  nn: typeof jax.nn
  lax: typeof jax.lax
  tree: typeof jax.tree
  jit: typeof jax.jit
  grad: typeof jax.grad
  valueAndGrad: typeof jax.valueAndGrad
  vmap: typeof jax.vmap
  vjp: typeof jax.vjp
  jvp: typeof jax.jvp
  blockUntilReady: typeof jax.blockUntilReady
  /** The numbers' type: `compute.DType.Float64` exists on the CPU only. */
  DType: typeof jax.DType
  adam: typeof adam
}
export type ComputeArray = jax.Array

type Tree = jax.JsTree<jax.Array>

/**
 * Adam (Kingma & Ba 2015, Algorithm 1) over any tree of arrays, to be used inside `jit`. `update` consumes
 * what it is given; the step counts from 1 and enters as two corrections, so that one trace serves every step.
 */
export function adam(options: { learningRate: number; beta1?: number; beta2?: number; epsilon?: number }) {
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options
  const np = jax.numpy
  const zeros = <T extends Tree>(like: T): T => jax.tree.map((leaf: jax.Array) => np.zerosLike(leaf), like) as T
  return {
    /** First and second moments, all zero. Consumes `parameters`: pass `tree.ref(parameters)`. */
    init<T extends Tree>(parameters: T): { m: T; v: T } {
      return { m: zeros(jax.tree.ref(parameters) as T), v: zeros(parameters) }
    },
    /** 1/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ) of the t-th step. */
    corrections: (step: number): [number, number] => [1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)],
    update<T extends Tree>(parameters: T, gradients: T, m: T, v: T, c1: jax.Array, c2: jax.Array): [T, T, T] {
      const map = jax.tree.map as unknown as (f: (...leaves: jax.Array[]) => jax.Array, ...trees: Tree[]) => T
      const ref = jax.tree.ref as unknown as <X extends Tree>(tree: X) => X
      const m2 = map((one, g) => one.mul(beta1).add(g.mul(1 - beta1)), m, ref(gradients))
      const v2 = map((one, g) => one.mul(beta2).add(np.square(g).mul(1 - beta2)), v, gradients)
      const next = map(
        (p, one, two) =>
          p.sub(
            one
              .mul(c1.ref)
              .mul(learningRate)
              .div(np.sqrt(two.mul(c2.ref)).add(epsilon)),
          ),
        parameters,
        ref(m2),
        ref(v2),
      )
      c1.dispose()
      c2.dispose()
      return [next, m2, v2]
    },
  }
}

const JAX_DEVICE = { webgpu: 'webgpu', wasm: 'wasm', plain: 'cpu' } as const

/**
 * Starts the library on one device; every array made afterwards lives there.
 * @throws Error where the device cannot be had.
 */
export async function startCompute(kind: DeviceKind): Promise<Compute> {
  const device = JAX_DEVICE[kind]
  const ready = await jax.init(device)
  if (!ready.includes(device)) throw new Error(`This browser does not offer ${kind}.`)
  jax.defaultDevice(device)
  const { numpy, nn, lax, tree, jit, grad, valueAndGrad, vmap, vjp, jvp, blockUntilReady, DType } = jax
  return Object.freeze({ numpy, nn, lax, tree, jit, grad, valueAndGrad, vmap, vjp, jvp, blockUntilReady, DType, adam })
}
