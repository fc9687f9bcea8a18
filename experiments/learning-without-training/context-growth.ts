import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type Prompts, maskAfter } from './data.ts'
import { type Formula, implicitUpdate } from './implicit-update.ts'
import type { Block, Weights } from './model.ts'

/** What the first i examples of every prompt make of W. */
export type GrowthStep = {
  /** i: how many examples are seen. */
  examples: number
  /** Mean square error of $T_{W+\Delta W_i}(x)$, the context being gone. */
  testLoss: number
  /** Frobenius norm of $\Delta W_i - \Delta W_{i-1}$ in every prompt; empty for i = 0. */
  change: number[]
  /** Greatest |T_W(C_i,x) − T_{W+ΔW_i}(x)| over the root mean square of T_W(C_i,x). */
  error: number
}

/**
 * Adds the examples one at a time and watches ΔW settle. Borrows the weights.
 * @param each is called after every example
 * @returns ΔW with all examples, [B, H, m], row by row
 */
export async function growContext(
  { jit, tree, numpy: np }: Compute,
  block: Block,
  weights: Weights,
  prompts: Prompts,
  formula: Formula,
  each: (step: GrowthStep) => Promise<void>,
): Promise<Float32Array> {
  const { count, dimension, examples } = prompts
  const { hidden, width } = block.sizes
  const compiled = jit(
    (
      own: Weights,
      previous: ComputeArray,
      queries: ComputeArray,
      tokens: ComputeArray,
      mask: ComputeArray,
      targets: ComputeArray,
    ): [ComputeArray, ComputeArray, ComputeArray] => {
      const withContext = block.hear(own, queries.ref, tokens, mask)
      const alone = block.hear(own, queries.ref, queries)
      const truth = block.answer(
        own,
        block.innerProduct(own, withContext.input.ref),
        withContext.around && withContext.around.ref,
      )
      const input = alone.input.ref
      const around = alone.around && alone.around.ref
      const update = implicitUpdate(np, own.inner, withContext, alone, formula)
      const patched = block.answer(own, block.patchedProduct(own, update.weights.ref, input), around, update.bias)
      tree.dispose(own)
      const loss = np.mean(np.square(patched.ref.sub(targets)))
      const scale = np.sqrt(np.mean(np.square(truth.ref)))
      const error = np.max(np.abs(truth.sub(patched))).div(scale)
      const change = np.sqrt(np.sum(np.square(update.weights.ref.sub(previous)), [1, 2]))
      return [update.weights, change, np.stack([loss, error])]
    },
  )

  const tokens = np.array(prompts.tokens).reshape([count, examples + 1, dimension + 1])
  const queries = tokens.ref.slice([], [examples, examples + 1])
  const targets = np.array(prompts.targets)
  let previous = np.zeros([count, hidden, width])
  for (let seen = 0; seen <= examples; seen++) {
    const mask = np.array(maskAfter(new Array<number>(count).fill(seen), examples)).reshape([count, 1, examples + 1])
    const [update, changes, numbers] = compiled(tree.ref(weights), previous, queries.ref, tokens.ref, mask, targets.ref)
    previous = update
    const change = Array.from(await changes.data())
    const [testLoss = NaN, error = NaN] = await numbers.data()
    await each({ examples: seen, testLoss, change: seen === 0 ? [] : change, error })
  }
  for (const array of [tokens, queries, targets]) array.dispose()
  compiled.dispose()
  return (await previous.data()) as Float32Array
}

/**
 * The exponent of the best power law through (i, value): the slope of a straight line through their logarithms.
 * −1 says that the values shrink as 1/i.
 */
export function powerLawExponent(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
    : (sorted[Math.floor(middle)] ?? NaN)
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
