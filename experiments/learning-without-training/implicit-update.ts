import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import type { Heard } from './model.ts'

/** Which formula makes ΔW: the paper's, or one with an error planted in it, to see that the claims notice. */
export type Formula = 'theorem' | 'norm-not-squared' | 'product-transposed'

export type ImplicitUpdate = {
  /** ΔW, one for each prompt: [B, H, m]. */
  weights: ComputeArray
  /** Δb′, one for each prompt: [B, m]; null where nothing goes around the MLP. */
  bias: ComputeArray | null
}

/**
 * Theorem 2.2 and, with a skip connection, its corollary: what the context does to the block is what
 *
 * $$\Delta W = \frac{(W\,\Delta A)\,A(x)^\top}{\|A(x)\|^2}, \qquad \Delta b' = \Delta A, \qquad \Delta A = A(C,x) - A(x)$$
 *
 * do to it without the context. Here A is whatever reaches the MLP, so that the same lines serve all wirings.
 * Consumes both `Heard`; borrows W.
 * @param inner W, [H, m]
 * @param withContext what the MLP is given with the context: [B, m] each
 * @param alone what it is given without
 */
export function implicitUpdate(
  np: Compute['numpy'],
  inner: ComputeArray,
  withContext: Heard,
  alone: Heard,
  formula: Formula = 'theorem',
): ImplicitUpdate {
  const shift = withContext.input.sub(alone.input.ref)
  const normSquared = np.sum(np.square(alone.input.ref), -1, { keepdims: true })
  const bias = withContext.around && alone.around ? withContext.around.sub(alone.around) : null
  return { weights: weightUpdate(np, inner, shift, alone.input, normSquared, formula), bias }
}

function weightUpdate(
  np: Compute['numpy'],
  inner: ComputeArray,
  shift: ComputeArray,
  alone: ComputeArray,
  normSquared: ComputeArray,
  formula: Formula,
): ComputeArray {
  const { ref: matrix } = inner
  switch (formula) {
    case 'theorem':
      return outerProduct(np, np.matmul(shift, matrix.transpose()), alone.div(normSquared))
    case 'norm-not-squared':
      return outerProduct(np, np.matmul(shift, matrix.transpose()), alone.div(np.sqrt(normSquared)))
    case 'product-transposed':
      // W (ΔA A(x)ᵀ)ᵀ in place of W (ΔA A(x)ᵀ).
      return outerProduct(np, np.matmul(alone, matrix.transpose()), shift.div(normSquared))
  }
}

/** a bᵀ for every prompt: [B, H], [B, m] → [B, H, m]. */
const outerProduct = (np: Compute['numpy'], a: ComputeArray, b: ComputeArray) => np.einsum('bh,bm->bhm', a, b)
