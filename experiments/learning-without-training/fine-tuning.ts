import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type Prompts, answersAt, askedAt } from './data.ts'
import type { Block, Weights } from './model.ts'

/**
 * The explicit counterpart of the context: every prompt gets a copy of W of its own and takes one step of stochastic
 * gradient descent on each of its examples in turn, given as a lonely query (x_i, 0) with the answer y_i.
 * All other weights stay. Borrows the weights.
 * @param each is told, after i examples, the mean square error at the prompts' own queries, again without context
 * @returns every prompt's W after all its examples: [B, H, m], row by row
 */
export async function fineTuneOnExamples(
  { jit, valueAndGrad, tree, numpy: np }: Compute,
  block: Block,
  weights: Weights,
  prompts: Prompts,
  learningRate: number,
  each: (examples: number, testLoss: number) => Promise<void>,
): Promise<Float32Array> {
  const { count, dimension, examples } = prompts

  /** Answers of every prompt's own matrix [B, H, m] to its lonely query [B, 1, e]: [B]. */
  function answers(own: Weights, matrices: ComputeArray, queries: ComputeArray) {
    const { input, around } = block.hear(own, queries.ref, queries)
    return block.answer(own, np.einsum('bhm,bm->bh', matrices, input), around)
  }
  /** Summed, not averaged, over the prompts: no prompt's matrix is in another's error. */
  function error(matrices: ComputeArray, own: Weights, queries: ComputeArray, targets: ComputeArray) {
    const sum = np.sum(np.square(answers(own, matrices, queries).sub(targets)))
    tree.dispose(own)
    return sum
  }
  const stepOn = jit(
    (matrices: ComputeArray, own: Weights, queries: ComputeArray, targets: ComputeArray): ComputeArray => {
      const [value, gradient] = valueAndGrad(error)(matrices.ref, own, queries, targets)
      value.dispose()
      return matrices.sub((gradient as ComputeArray).mul(learningRate))
    },
  )
  const test = jit((matrices: ComputeArray, own: Weights, queries: ComputeArray, targets: ComputeArray): ComputeArray =>
    error(matrices, own, queries, targets).div(count),
  )

  const upload = (position: number) => np.array(askedAt(prompts, position)).reshape([count, 1, dimension + 1])
  const queries = upload(examples)
  const targets = np.array(prompts.targets)
  const [hidden = 0, width = 0] = weights.inner.shape
  let matrices = np.zeros([count, 1, 1]).add(weights.inner.ref.reshape([1, hidden, width]))
  for (let seen = 0; seen <= examples; seen++) {
    if (seen > 0)
      matrices = stepOn(matrices, tree.ref(weights), upload(seen - 1), np.array(answersAt(prompts, seen - 1)))
    const [loss = NaN] = await test(matrices.ref, tree.ref(weights), queries.ref, targets.ref).data()
    await each(seen, loss)
  }
  for (const array of [queries, targets]) array.dispose()
  stepOn.dispose()
  test.dispose()
  return (await matrices.data()) as Float32Array
}

/** Pearson's correlation of two curves of equal length. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  let [together, squareA, squareB] = [0, 0, 0]
  a.forEach((value, at) => {
    const other = (b[at] ?? NaN) - meanB
    together += (value - meanA) * other
    squareA += (value - meanA) ** 2
    squareB += other ** 2
  })
  return together / Math.sqrt(squareA * squareB)
}

/**
 * Whether two ways of changing W change it in the same direction: the cosine between $\Delta W$ and
 * $W_{\text{tuned}} - W$ as vectors of H·m numbers, averaged over the prompts. Between matrices that have nothing to do
 * with one another it is about $\pm 1/\sqrt{Hm}$.
 * @param updates ΔW of every prompt, [B, H, m]
 * @param tuned W of every prompt after fine-tuning, [B, H, m]
 * @param inner W, [H, m]
 */
export function meanCosine(updates: ArrayLike<number>, tuned: ArrayLike<number>, inner: ArrayLike<number>): number {
  const prompts = updates.length / inner.length
  let sum = 0
  for (let prompt = 0; prompt < prompts; prompt++) {
    let [together, squareA, squareB] = [0, 0, 0]
    for (let at = 0; at < inner.length; at++) {
      const a = updates[prompt * inner.length + at] ?? NaN
      const b = (tuned[prompt * inner.length + at] ?? NaN) - (inner[at] ?? NaN)
      together += a * b
      squareA += a * a
      squareB += b * b
    }
    sum += together / Math.sqrt(squareA * squareB)
  }
  return sum / prompts
}
