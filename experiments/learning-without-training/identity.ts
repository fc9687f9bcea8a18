import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { type Formula, implicitUpdate } from './implicit-update.ts'
import type { Block, Weights } from './model.ts'

/** What one look at held-out prompts says. */
export type Look = {
  /** Mean square error of $T_W(C,x)$. */
  withContext: number
  /** Of $T_{W+\Delta W}(x)$. */
  patched: number
  /** Of $T_W(x)$: neither context nor update. */
  alone: number
  /** Greatest |T_W(C,x) − T_{W+ΔW}(x)| over the prompts, over the root mean square of T_W(C,x); at this look. */
  error: number
  /** The greatest such error over all steps so far. */
  worst: number
  /** As `error`, with ΔW but without Δb′; equal to it where nothing goes around the MLP. */
  errorWithoutBias: number
}

/**
 * Compares the block with its context and the block without it but with W + ΔW, each prompt with its own ΔW
 * materialised. Compiled once; consumes all it is given but borrows the held-out prompts.
 */
export function createIdentityCheck({ jit, tree, numpy: np }: Compute, block: Block, formula: Formula) {
  const compiled = jit(
    (
      weights: Weights,
      worst: ComputeArray,
      queries: ComputeArray,
      tokens: ComputeArray,
      targets: ComputeArray,
    ): [ComputeArray, ComputeArray] => {
      const withContext = block.hear(weights, queries.ref, tokens)
      const alone = block.hear(weights, queries.ref, queries)
      const truth = block.answer(
        weights,
        block.innerProduct(weights, withContext.input.ref),
        withContext.around && withContext.around.ref,
      )
      const unpatched = block.answer(
        weights,
        block.innerProduct(weights, alone.input.ref),
        alone.around && alone.around.ref,
      )
      const input = alone.input.ref
      const around = alone.around && alone.around.ref
      const update = implicitUpdate(np, weights.inner, withContext, alone, formula)
      const product = block.patchedProduct(weights, update.weights, input)
      const noBias = update.bias ? block.answer(weights, product.ref, around && around.ref) : null
      const patched = block.answer(weights, product, around, update.bias)
      tree.dispose(weights)

      const scale = np.sqrt(np.mean(np.square(truth.ref)))
      const error = np.max(np.abs(truth.ref.sub(patched.ref))).div(scale.ref)
      const errorWithoutBias = noBias ? np.max(np.abs(truth.ref.sub(noBias))).div(scale.ref) : error.ref
      scale.dispose()
      const lossOf = (answers: ComputeArray) => np.mean(np.square(answers.sub(targets.ref)))
      const losses = [lossOf(truth), lossOf(patched), lossOf(unpatched)]
      targets.dispose()
      const greatest = np.maximum(worst, error.ref)
      return [greatest.ref, np.stack([...losses, error, greatest, errorWithoutBias])]
    },
  )
  let worst = np.zeros([])
  let latest: ComputeArray | null = null
  return {
    /** Looks, and remembers the worst error on the device; reading waits for the device, so it is apart. */
    look(weights: Weights, held: { queries: ComputeArray; tokens: ComputeArray; targets: ComputeArray }): void {
      latest?.dispose()
      ;[worst, latest] = compiled(weights, worst, held.queries.ref, held.tokens.ref, held.targets.ref)
    },
    /** What the latest look saw. */
    async read(): Promise<Look> {
      if (!latest) throw new Error('There was no look to read.')
      const numbers = await latest.ref.data()
      const [withContext = NaN, patched = NaN, alone = NaN, error = NaN, worstSoFar = NaN, errorWithoutBias = NaN] =
        numbers
      return { withContext, patched, alone, error, worst: worstSoFar, errorWithoutBias }
    },
    dispose(): void {
      latest?.dispose()
      worst.dispose()
      compiled.dispose()
    },
  }
}
