import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import type { RandomStream } from '#lib/experiments/runtime/random.ts'
import { PLACES } from './rows.ts'
import { VOCABULARY } from './templates.ts'

/** Sizes of a decoder-only transformer: `width` d, blocks and heads; the inner layer has 4d units. */
export type Shape = { width: number; blocks: number; heads: number }

/** One block's weights: `qkv` d×3d, `out` d×d, `up` d×4d, `down` 4d×d. */
export type Block<T> = { qkv: T; out: T; up: T; down: T }
/** `embedding` vocabulary×d (tied with the output), `places` PLACES×d. */
export type Weights<T> = { embedding: T; places: T; blocks: Block<T>[] }

export type HostWeights = Weights<Float32Array<ArrayBuffer>>

export function shapeOf(width: number): Shape {
  return { width, blocks: 2, heads: 2 }
}

/** First weights, drawn on the host: normal, scaled by 1/√(fan-in); the residual outputs smaller, as GPT-2's. */
export function drawWeights(random: RandomStream, { width, blocks }: Shape): HostWeights {
  const residual = 1 / Math.sqrt(2 * blocks)
  return {
    embedding: random.normals(VOCABULARY.length * width, 1 / Math.sqrt(width)),
    places: random.normals(PLACES * width, 1 / Math.sqrt(width)),
    blocks: Array.from({ length: blocks }, () => ({
      qkv: random.normals(width * 3 * width, 1 / Math.sqrt(width)),
      out: random.normals(width * width, residual / Math.sqrt(width)),
      up: random.normals(width * 4 * width, 1 / Math.sqrt(width)),
      down: random.normals(4 * width * width, residual / Math.sqrt(4 * width)),
    })),
  }
}

export function countWeights(weights: HostWeights): number {
  const blocks = weights.blocks.reduce(
    (sum, { qkv, out, up, down }) => sum + qkv.length + out.length + up.length + down.length,
    0,
  )
  return weights.embedding.length + weights.places.length + blocks
}

export function upload({ numpy: np }: Compute, host: HostWeights, { width }: Shape): Weights<ComputeArray> {
  const matrix = (values: Float32Array<ArrayBuffer>, columns: number) =>
    np.array(values).reshape([values.length / columns, columns])
  return {
    embedding: matrix(host.embedding, width),
    places: matrix(host.places, width),
    blocks: host.blocks.map(({ qkv, out, up, down }) => ({
      qkv: matrix(qkv, 3 * width),
      out: matrix(out, width),
      up: matrix(up, 4 * width),
      down: matrix(down, width),
    })),
  }
}

/** x / √(mean x² + ε) over the last axis (root mean square norm, without a gain). */
function normalise({ numpy: np }: Compute, x: ComputeArray): ComputeArray {
  const square = np.mean(np.square(x.ref), -1, { keepdims: true })
  return x.div(np.sqrt(square.add(1e-5)))
}

/**
 * Logits of the next token at every place: tokens [B, PLACES] → [B·PLACES, vocabulary]. Consumes both.
 * Causal attention softmax(QKᵀ/√(d/h) + M)V with M = −∞ above the diagonal (here −10⁹).
 */
export function logitsOf(
  jax: Compute,
  { width, heads }: Shape,
  weights: Weights<ComputeArray>,
  tokens: ComputeArray,
): ComputeArray {
  const { numpy: np, nn } = jax
  const rows = tokens.shape[0] as number
  const places = tokens.shape[1] as number
  const each = width / heads
  const oneHot = nn.oneHot(tokens, VOCABULARY.length).reshape([rows * places, VOCABULARY.length])
  let stream = np
    .matmul(oneHot, weights.embedding.ref)
    .reshape([rows, places, width])
    .add(weights.places.slice([0, places]))
    .reshape([rows * places, width])
  const above = np.triu(np.full([places, places], -1e9), 1)
  for (const block of weights.blocks) {
    const split = (which: number) =>
      projected.ref
        .slice([], [which * width, (which + 1) * width])
        .reshape([rows, places, heads, each])
        .transpose([0, 2, 1, 3])
    const projected = np.matmul(normalise(jax, stream.ref), block.qkv)
    const scores = np
      .matmul(split(0), split(1).transpose([0, 1, 3, 2]))
      .mul(1 / Math.sqrt(each))
      .add(above.ref)
    const mixed = np.matmul(nn.softmax(scores, -1), split(2))
    projected.dispose()
    stream = stream.add(np.matmul(mixed.transpose([0, 2, 1, 3]).reshape([rows * places, width]), block.out))
    stream = stream.add(np.matmul(nn.relu(np.matmul(normalise(jax, stream.ref), block.up)), block.down))
  }
  above.dispose()
  return np.matmul(normalise(jax, stream), weights.embedding.transpose())
}

/**
 * Mean cross-entropy over the counted predictions: −Σ wᵢ log p(tᵢ) / Σ wᵢ. With weights of one everywhere it
 * is the plain language model's loss; with weights only after the separator, that of instruction tuning.
 * logits [N, vocabulary], targets and weights [N]. Consumes all.
 */
export function maskedLoss(
  { numpy: np, nn }: Compute,
  logits: ComputeArray,
  targets: ComputeArray,
  weights: ComputeArray,
): ComputeArray {
  const chosen = np.sum(nn.logSoftmax(logits, -1).mul(nn.oneHot(targets, VOCABULARY.length)), -1)
  const total = np.sum(weights.ref)
  return np.sum(chosen.mul(weights)).neg().div(total)
}
