import type { Compute, ComputeArray } from '#lib/experiments/runtime/compute.ts'
import { maskedLoss } from './model.ts'
import { PLACES, SEPARATOR, type TrainingRow, toBatch } from './rows.ts'
import { VOCABULARY } from './templates.ts'

/**
 * The greatest |∂L/∂logit| of the tuning loss on these rows: at places whose prediction lies at or before the
 * separator, and at those after it. Place i predicts token i + 1.
 */
export async function lossGradients(
  jax: Compute,
  rows: readonly TrainingRow[],
  logits: Float32Array<ArrayBuffer>,
): Promise<{ before: number; after: number }> {
  const { numpy: np } = jax
  const batch = toBatch(rows)
  const size = VOCABULARY.length
  const gradient = jax.grad((values: ComputeArray) =>
    maskedLoss(jax, values, np.array(batch.targets), np.array(batch.weights)),
  )(np.array(logits).reshape([rows.length * PLACES, size]))
  const values = (await gradient.data()) as Float32Array
  const greatest = { before: 0, after: 0 }
  values.forEach((value, at) => {
    const place = Math.floor(at / size) % PLACES
    const side = place + 1 <= SEPARATOR ? 'before' : 'after'
    greatest[side] = Math.max(greatest[side], Math.abs(value))
  })
  return greatest
}
