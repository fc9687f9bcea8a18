import type { RandomStream } from '#lib/experiments/runtime/random.ts'

/**
 * In-context linear regression. A task is a vector $w$; its prompt is $N$ examples $(x_i, \langle w, x_i\rangle)$ and,
 * last, the query $(x, 0)$, whose answer is $\langle w, x\rangle$. Everything is standard normal.
 */
export type Prompts = {
  /** How many prompts: B. */
  count: number
  /** Length of x: d. A token has one entry more. */
  dimension: number
  /** Examples before the query: N. */
  examples: number
  /** [B, N + 1, d + 1], row by row; the query is the last token. */
  tokens: Float32Array<ArrayBuffer>
  /** [B]: what the query's answer should be. */
  targets: Float32Array<ArrayBuffer>
  /** [B, d]: the vector behind each prompt, for predictors that are compared with the model. */
  vectors: Float32Array<ArrayBuffer>
}

export function drawPrompts(
  random: RandomStream,
  size: { count: number; dimension: number; examples: number },
): Prompts {
  const { count, dimension, examples } = size
  const width = dimension + 1
  const tokens = new Float32Array(count * (examples + 1) * width)
  const targets = new Float32Array(count)
  const vectors = random.normals(count * dimension)
  for (let prompt = 0; prompt < count; prompt++) {
    for (let position = 0; position <= examples; position++) {
      const at = (prompt * (examples + 1) + position) * width
      let answer = 0
      for (let axis = 0; axis < dimension; axis++) {
        const x = random.normal()
        tokens[at + axis] = x
        answer += (vectors[prompt * dimension + axis] ?? 0) * x
      }
      if (position < examples) tokens[at + dimension] = answer
      else targets[prompt] = answer
    }
  }
  return { ...size, tokens, targets, vectors }
}

/**
 * What is added to the attention's scores so that each prompt keeps only its first `lengths[b]` examples and its
 * query: 0 where a token is seen, a number that softmax turns into exactly 0 where it is not.
 * @returns [B, 1, N + 1], row by row.
 */
export function maskAfter(lengths: readonly number[], examples: number): Float32Array<ArrayBuffer> {
  const mask = new Float32Array(lengths.length * (examples + 1))
  lengths.forEach((length, prompt) => {
    for (let position = length; position < examples; position++) mask[prompt * (examples + 1) + position] = -1e9
  })
  return mask
}

/** The tokens of one position in every prompt, as lonely queries: x kept, y set to 0. [B, 1, d + 1], row by row. */
export function askedAt(prompts: Prompts, position: number): Float32Array<ArrayBuffer> {
  const { count, dimension, examples, tokens } = prompts
  const width = dimension + 1
  const asked = new Float32Array(count * width)
  for (let prompt = 0; prompt < count; prompt++) {
    const at = (prompt * (examples + 1) + position) * width
    asked.set(tokens.subarray(at, at + dimension), prompt * width)
  }
  return asked
}

/** The y of one position in every prompt: [B]. */
export function answersAt(prompts: Prompts, position: number): Float32Array<ArrayBuffer> {
  const { count, dimension, examples, tokens } = prompts
  const width = dimension + 1
  return Float32Array.from(
    { length: count },
    (_, prompt) => tokens[(prompt * (examples + 1) + position) * width + dimension] ?? 0,
  )
}
