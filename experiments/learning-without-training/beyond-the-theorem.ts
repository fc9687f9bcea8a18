import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import type { RandomStream } from '#lib/experiments/runtime/random.ts'
import type { Prompts } from './data.ts'
import { type Formula, implicitUpdate } from './implicit-update.ts'
import type { Block, Weights } from './model.ts'

/**
 * Errors are root mean squares over the prompts, over the root mean square of the true answers: 0 is exact,
 * 1 is as wrong as answering 0.
 */
export type Reach = {
  /** The update made for the first answer, used again for the second. */
  secondTokenReused: number
  /** No update at all, for comparison. */
  secondTokenUnpatched: number
  /** An update made anew for the second query. */
  secondTokenRenewed: number
  /** Two blocks: the first block's update in both. */
  secondBlockReused: number
  /** The first block patched, the second as it is. */
  secondBlockUnpatched: number
  /** An update of its own for the second block, whose context is the first block's output. */
  secondBlockOwn: number
}

/**
 * Tries the identity where the theorem says nothing. Borrows the weights.
 *
 * Second token: having answered ŷ to x, the model is asked about x′ with the prompt (C, (x, ŷ), (x′, 0)).
 * Second block: the block is applied twice (its weights tied). The first pass answers at every token, each attending
 * to all; the answers take the place of the tokens' last entry, and the second pass reads that.
 */
export async function tryBeyond(
  { jit, tree, numpy: np }: Compute,
  block: Block,
  weights: Weights,
  prompts: Prompts,
  random: RandomStream,
  formula: Formula,
): Promise<Reach> {
  const { count, dimension, examples } = prompts
  const entries = dimension + 1

  /** ΔW of a query in a context: [B, H, m], and what the MLP is given without the context, [B, m]. */
  function patchFor(own: Weights, queries: ComputeArray, tokens: ComputeArray) {
    const alone = block.hear(own, queries.ref, queries.ref)
    const input = alone.input.ref
    const around = alone.around && alone.around.ref
    const update = implicitUpdate(np, own.inner, block.hear(own, queries, tokens), alone, formula)
    return { update, input, around }
  }
  /** The block with ΔW, reading only the tokens that it is left. */
  function patchedAnswer(own: Weights, update: ComputeArray, queries: ComputeArray, left: ComputeArray) {
    const { input, around } = block.hear(own, queries, left)
    return block.answer(own, block.patchedProduct(own, update, input), around)
  }
  /** Tokens whose last entry is replaced: [B, T, e] and [B·T] → [B, T, e]. */
  function answered(tokens: ComputeArray, answers: ComputeArray) {
    const [prompts_ = 1, length = 1] = tokens.shape
    const inputs = tokens.slice([], [], [0, dimension])
    return np.concatenate([inputs, answers.reshape([prompts_, length, 1])], -1)
  }
  function distance(truth: ComputeArray, other: ComputeArray) {
    const scale = np.sqrt(np.mean(np.square(truth.ref)))
    return np.sqrt(np.mean(np.square(truth.sub(other)))).div(scale)
  }

  const compiled = jit((own: Weights, tokens: ComputeArray, next: ComputeArray): ComputeArray => {
    const queries = tokens.ref.slice([], [examples, examples + 1])
    const first = patchFor(own, queries.ref, tokens.ref)
    first.input.dispose()
    const reused = first.update.weights
    if (first.around) first.around.dispose()
    if (first.update.bias) first.update.bias.dispose()

    const said = answered(queries.ref, block.predict(own, queries.ref, tokens.ref))
    const context = tokens.ref.slice([], [0, examples])
    const longer = np.concatenate([context, said.ref, next.ref], 1)
    const left = np.concatenate([said, next.ref], 1)
    const truth = block.predict(own, next.ref, longer.ref)
    const renewed = patchFor(own, next.ref, longer)
    const token = [
      distance(truth.ref, patchedAnswer(own, reused.ref, next.ref, left.ref)),
      distance(truth.ref, block.predict(own, next, left)),
      distance(
        truth,
        block.answer(
          own,
          block.patchedProduct(own, renewed.update.weights, renewed.input),
          renewed.around,
          renewed.update.bias,
        ),
      ),
    ]

    const everywhere = block.predict(own, tokens.ref, tokens.ref)
    const passed = answered(tokens, everywhere)
    // The query after the first block is the same with the context as with the first block's ΔW: Theorem 2.2.
    const after = answered(queries.ref, patchedAnswer(own, reused.ref, queries.ref, queries))
    const twice = block.predict(own, passed.ref.slice([], [examples, examples + 1]), passed.ref)
    const second = patchFor(own, after.ref, np.concatenate([passed.slice([], [0, examples]), after.ref], 1))
    const blocks = [
      distance(twice.ref, patchedAnswer(own, reused, after.ref, after.ref)),
      distance(twice.ref, block.predict(own, after.ref, after)),
      distance(
        twice,
        block.answer(
          own,
          block.patchedProduct(own, second.update.weights, second.input),
          second.around,
          second.update.bias,
        ),
      ),
    ]
    tree.dispose(own)
    return np.stack([...token, ...blocks])
  })

  const next = new Float32Array(count * entries)
  for (let prompt = 0; prompt < count; prompt++) next.set(random.normals(dimension), prompt * entries)
  const numbers = await compiled(
    tree.ref(weights),
    np.array(prompts.tokens).reshape([count, examples + 1, entries]),
    np.array(next).reshape([count, 1, entries]),
  ).data()
  compiled.dispose()
  const [tokenReused = NaN, tokenNone = NaN, tokenNew = NaN, blockReused = NaN, blockNone = NaN, blockOwn = NaN] =
    numbers
  return {
    secondTokenReused: tokenReused,
    secondTokenUnpatched: tokenNone,
    secondTokenRenewed: tokenNew,
    secondBlockReused: blockReused,
    secondBlockUnpatched: blockNone,
    secondBlockOwn: blockOwn,
  }
}
