import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import type { Block, Weights } from './model.ts'

export type Moments = { m: Weights; v: Weights }

/**
 * One step of Adam on the mean square error at the query, compiled once. Consumes all it is given.
 * The step's learning rate enters through Adam's first correction, so that one compiled step serves a schedule.
 */
export function createTraining({ jit, valueAndGrad, tree, numpy: np, adam }: Compute, block: Block) {
  const optimizer = adam({ learningRate: 1 })

  function loss(weights: Weights, queries: ComputeArray, tokens: ComputeArray, mask: ComputeArray, y: ComputeArray) {
    const error = np.mean(np.square(block.predict(weights, queries, tokens, mask).sub(y)))
    tree.dispose(weights)
    return error
  }

  const compiled = jit(
    (
      weights: Weights,
      m: Weights,
      v: Weights,
      c1: ComputeArray,
      c2: ComputeArray,
      queries: ComputeArray,
      tokens: ComputeArray,
      mask: ComputeArray,
      targets: ComputeArray,
    ): [ComputeArray, Weights, Weights, Weights] => {
      const [value, gradients] = valueAndGrad(loss)(tree.ref(weights), queries, tokens, mask, targets)
      const [next, m2, v2] = optimizer.update(weights, gradients as Weights, m, v, c1, c2)
      return [value, next, m2, v2]
    },
  )

  return {
    start: (weights: Weights): Moments => optimizer.init(tree.ref(weights)),
    /** The `count`-th step, counted from 1. */
    step(
      count: number,
      learningRate: number,
      weights: Weights,
      moments: Moments,
      batch: { queries: ComputeArray; tokens: ComputeArray; mask: ComputeArray; targets: ComputeArray },
    ): { loss: ComputeArray; weights: Weights; moments: Moments } {
      const [c1, c2] = optimizer.corrections(count)
      const scaled = np.array(Float32Array.of(c1 * learningRate))
      const [value, next, m, v] = compiled(
        weights,
        moments.m,
        moments.v,
        scaled,
        np.array(Float32Array.of(c2)),
        batch.queries,
        batch.tokens,
        batch.mask,
        batch.targets,
      )
      return { loss: value, weights: next, moments: { m, v } }
    },
    dispose: () => compiled.dispose(),
  }
}

/** Warm-up over the first 50 steps (or a tenth, if that is fewer), then half a cosine down to 0. */
export function learningRateAt(step: number, steps: number, peak: number): number {
  const warmUp = Math.max(1, Math.min(50, steps / 10))
  return peak * Math.min(1, (step + 1) / warmUp) * 0.5 * (1 + Math.cos((Math.PI * step) / steps))
}
