import type { HostWeights, Shape } from './model.ts'
import { type Batch, PLACES } from './rows.ts'
import { VOCABULARY } from './templates.ts'

/**
 * The model again, in plain double-precision loops and written from its definition, to hold the other against.
 * It shares with it the sizes of things and no arithmetic.
 */

type Vector = number[]

/** y_j = Σ_i x_i M_ij of a matrix stored row by row with `columns` columns. */
function times(x: Vector, matrix: ArrayLike<number>, columns: number): Vector {
  const y: Vector = Array.from({ length: columns }, () => 0)
  x.forEach((xi, i) => {
    for (let j = 0; j < columns; j++) y[j] = (y[j] as number) + xi * (matrix[i * columns + j] as number)
  })
  return y
}
const dot = (a: Vector, b: Vector) => a.reduce((sum, value, at) => sum + value * (b[at] as number), 0)
const plus = (a: Vector, b: Vector) => a.map((value, at) => value + (b[at] as number))
const normalised = (x: Vector) => {
  const root = Math.sqrt(dot(x, x) / x.length + 1e-5)
  return x.map((value) => value / root)
}
const row = (matrix: ArrayLike<number>, at: number, width: number): Vector =>
  Array.from({ length: width }, (_, j) => matrix[at * width + j] as number)

function softmax(scores: Vector): Vector {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

/** Logits at every place of one row of tokens: a place sees itself and what is before it. */
export function referenceLogits({ width, heads }: Shape, weights: HostWeights, tokens: readonly number[]): Vector[] {
  const each = width / heads
  let stream = tokens.map((token, place) =>
    plus(row(weights.embedding, token, width), row(weights.places, place, width)),
  )
  for (const { qkv, out, up, down } of weights.blocks) {
    const projected = stream.map((x) => times(normalised(x), qkv, 3 * width))
    const part = (place: number, which: number, head: number) => {
      const start = which * width + head * each
      return (projected[place] as Vector).slice(start, start + each)
    }
    stream = stream.map((x, place) => {
      const mixed: Vector = []
      for (let head = 0; head < heads; head++) {
        const query = part(place, 0, head)
        const seen = Array.from({ length: place + 1 }, (_, other) => other)
        const shares = softmax(seen.map((other) => dot(query, part(other, 1, head)) / Math.sqrt(each)))
        for (let j = 0; j < each; j++)
          mixed.push(
            seen.reduce((sum, other) => sum + (shares[other] as number) * (part(other, 2, head)[j] as number), 0),
          )
      }
      return plus(x, times(mixed, out, width))
    })
    stream = stream.map((x) => {
      const inner = times(normalised(x), up, 4 * width).map((value) => Math.max(0, value))
      return plus(x, times(inner, down, width))
    })
  }
  return stream.map((x) => {
    const last = normalised(x)
    return VOCABULARY.map((_, token) => dot(last, row(weights.embedding, token, width)))
  })
}

/** −Σ w log p(target) / Σ w over all places of all rows. */
export function referenceLoss(shape: Shape, weights: HostWeights, batch: Batch): number {
  let sum = 0
  let counted = 0
  for (let at = 0; at < batch.rows; at++) {
    const tokens = Array.from(batch.inputs.subarray(at * PLACES, (at + 1) * PLACES))
    referenceLogits(shape, weights, tokens).forEach((logits, place) => {
      const weight = batch.weights[at * PLACES + place] as number
      if (weight === 0) return
      const share = softmax(logits)[batch.targets[at * PLACES + place] as number] as number
      sum -= weight * Math.log(share)
      counted += weight
    })
  }
  return sum / counted
}
