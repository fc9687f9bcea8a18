import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import type { RandomStream } from '#lib/experiments/runtime/random.ts'

/**
 * One transformer block: softmax attention, then an MLP whose first matrix is W, read at the query token.
 * B prompts, Q queries in each, T tokens in each, e = d + 1 entries in a token, m the width, h heads, H hidden units.
 *
 * Every function here borrows the weights (it uses `.ref`) and consumes its other arrays, as jax-js has it.
 */
export type Sizes = { dimension: number; width: number; heads: number; hidden: number }

/**
 * How the MLP and what goes around it hear the attention A, z being the query's embedding:
 * - `none`: the MLP reads A; nothing goes around it (Theorem 2.2).
 * - `around`: the MLP reads A; z + A goes around it (the paper's skip connection, as we read it).
 * - `residual`: the MLP reads z + A, and z + A goes around it, as in most transformers.
 */
export type Wiring = 'none' | 'around' | 'residual'

export type Weights = {
  /** [e, m] */ embedding: ComputeArray
  /** [m, m] */ query: ComputeArray
  /** [m, m] */ key: ComputeArray
  /** [m, m] */ value: ComputeArray
  /** W, the matrix that the context updates: [H, m] */ inner: ComputeArray
  /** b: [H] */ innerBias: ComputeArray
  /** [m, H] */ outer: ComputeArray
  /** b′, the bias outside the MLP: [m] */ outerBias: ComputeArray
  /** Reads the answer off the block's output: [m] */ readout: ComputeArray
}

export function weightShapes({ dimension, width, hidden }: Sizes): Record<keyof Weights, number[]> {
  return {
    embedding: [dimension + 1, width],
    query: [width, width],
    key: [width, width],
    value: [width, width],
    inner: [hidden, width],
    innerBias: [hidden],
    outer: [width, hidden],
    outerBias: [width],
    readout: [width],
  }
}

/** First weights: normal with variance 1/fan-in (2/fan-in before the ReLU), biases 0. */
export function drawWeights(np: Compute['numpy'], random: RandomStream, sizes: Sizes): Weights {
  const shapes = weightShapes(sizes)
  const normal = (name: keyof Weights, fanIn: number, gain = 1) => {
    const shape = shapes[name]
    const length = shape.reduce((product, size) => product * size, 1)
    return np.array(random.normals(length, Math.sqrt(gain / fanIn))).reshape(shape)
  }
  return {
    embedding: normal('embedding', sizes.dimension + 1),
    query: normal('query', sizes.width),
    key: normal('key', sizes.width),
    value: normal('value', sizes.width),
    inner: normal('inner', sizes.width, 2),
    innerBias: np.zeros(shapes.innerBias),
    outer: normal('outer', sizes.hidden),
    outerBias: np.zeros(shapes.outerBias),
    readout: normal('readout', sizes.width),
  }
}

/** What the block's second half is given: the MLP's input u and what goes around the MLP, s (null where nothing does). */
export type Heard = { input: ComputeArray; around: ComputeArray | null }

export type Block = ReturnType<typeof createBlock>

export function createBlock({ numpy: np, nn }: Pick<Compute, 'numpy' | 'nn'>, sizes: Sizes, wiring: Wiring) {
  const { dimension, width, heads } = sizes
  const entries = dimension + 1
  const perHead = width / heads

  /**
   * A: each query attends to all tokens; the heads stand side by side.
   * Keys and values are linear in the tokens, so $(\text{token}\,EK)\cdot q = \text{token}\cdot(EKq)$ and the same holds of
   * the values: scores and averages are taken over the tokens themselves, which is the same function in fewer operations.
   * @param queries [B, Q, e]
   * @param tokens [B, T, e]
   * @param mask [B, 1, T], added to the scores; null where every token is seen
   * @returns A and the queries' embeddings z, each [B·Q, m]
   */
  function attend(weights: Weights, queries: ComputeArray, tokens: ComputeArray, mask: ComputeArray | null) {
    const [prompts = 1, asked = 1] = queries.shape
    const z = np.matmul(queries.reshape([prompts * asked, entries]), weights.embedding.ref)
    const question = np.matmul(z.ref, weights.query.ref).reshape([prompts * asked, heads, perHead])
    const keys = np.matmul(weights.embedding.ref, weights.key.ref).reshape([entries, heads, perHead])
    const values = np.matmul(weights.embedding.ref, weights.value.ref).reshape([entries, heads, perHead])
    const probe = np.einsum('bhk,ehk->bhe', question, keys).reshape([prompts, asked * heads, entries])
    const scores = np.einsum('bge,bte->bgt', probe, tokens.ref).mul(1 / Math.sqrt(perHead))
    const seen = nn.softmax(mask ? scores.add(mask) : scores, -1)
    const average = np.einsum('bgt,bte->bge', seen, tokens).reshape([prompts * asked, heads, entries])
    const attention = np.einsum('bhe,ehk->bhk', average, values).reshape([prompts * asked, width])
    return { attention, z }
  }

  /** The contextual layer: what attention, wired in, hands on. Shapes as in `attend`; u and s are [B·Q, m]. */
  function hear(
    weights: Weights,
    queries: ComputeArray,
    tokens: ComputeArray,
    mask: ComputeArray | null = null,
  ): Heard {
    const { attention, z } = attend(weights, queries, tokens, mask)
    if (wiring === 'none') {
      z.dispose()
      return { input: attention, around: null }
    }
    const stream = z.add(attention.ref)
    if (wiring === 'around') return { input: attention, around: stream }
    attention.dispose()
    return { input: stream.ref, around: stream }
  }

  /**
   * The rest of the block: $\hat y = r^\top (s + W_2\,\mathrm{relu}(p + b) + b')$.
   * @param preActivation p = W u, [n, H]
   * @param around s, [n, m] or null
   * @param biasUpdate added to b′, [n, m] or null
   * @returns [n]
   */
  function answer(
    weights: Weights,
    preActivation: ComputeArray,
    around: ComputeArray | null,
    biasUpdate: ComputeArray | null = null,
  ): ComputeArray {
    const active = nn.relu(preActivation.add(weights.innerBias.ref))
    let output = np.matmul(active, weights.outer.ref.transpose()).add(weights.outerBias.ref)
    if (around) output = output.add(around)
    if (biasUpdate) output = output.add(biasUpdate)
    return np.matmul(output, weights.readout.ref)
  }

  /** W u: [n, H]. */
  const innerProduct = (weights: Weights, input: ComputeArray) => np.matmul(input, weights.inner.ref.transpose())

  /** (W + ΔW) u, each prompt with its own ΔW materialised: ΔW [n, H, m], u [n, m] → [n, H]. */
  function patchedProduct(weights: Weights, update: ComputeArray, input: ComputeArray) {
    const { inner } = weights
    return np.einsum('bhm,bm->bh', inner.ref.reshape([1, sizes.hidden, width]).add(update), input)
  }

  /** The block as it is used: $T_W(C, x)$, [B·Q]. */
  function predict(
    weights: Weights,
    queries: ComputeArray,
    tokens: ComputeArray,
    mask: ComputeArray | null = null,
  ): ComputeArray {
    const { input, around } = hear(weights, queries, tokens, mask)
    return answer(weights, innerProduct(weights, input), around)
  }

  return { sizes, wiring, hear, answer, innerProduct, patchedProduct, predict }
}
