/**
 * The model of `mlp.ts` once more, in float64 and plain loops, sharing no code with it: loss, gradients and
 * Adam, for the tests. Units are vectors as there: blocks of A, a, B, b, each row by row, and the head H, h.
 */
export type ReferenceShape = { layers: number; width: number; outputs: number }

/** y[row, column] = Σ x[row, i]·weight[i, column] + bias[column] */
function linear(x: Float64Array, weight: Float64Array, bias: Float64Array): Float64Array {
  const columns = bias.length
  const inputs = weight.length / columns
  const rows = x.length / inputs
  const y = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = bias[column] as number
      for (let i = 0; i < inputs; i++) sum += (x[row * inputs + i] as number) * (weight[i * columns + column] as number)
      y[row * columns + column] = sum
    }
  return y
}

/** Gradients of a linear map, given that of its output. */
function linearBackward(x: Float64Array, weight: Float64Array, dy: Float64Array, columns: number) {
  const inputs = weight.length / columns
  const rows = x.length / inputs
  const dx = new Float64Array(x.length)
  const dWeight = new Float64Array(weight.length)
  const dBias = new Float64Array(columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const one = dy[row * columns + column] as number
      dBias[column] = (dBias[column] as number) + one
      for (let i = 0; i < inputs; i++) {
        const [at, w] = [row * inputs + i, i * columns + column]
        dx[at] = (dx[at] as number) + one * (weight[w] as number)
        dWeight[w] = (dWeight[w] as number) + one * (x[at] as number)
      }
    }
  return { dx, dWeight, dBias }
}

const join = (...parts: Float64Array[]) => Float64Array.from(parts.flatMap((part) => [...part]))

/** Mean squared error over rows and outputs, and its gradient, one vector per unit. */
export function referenceGradients(
  shape: ReferenceShape,
  units: readonly ArrayLike<number>[],
  batch: { x: ArrayLike<number>; target: ArrayLike<number> },
): { loss: number; gradients: Float64Array[] } {
  const { layers, width, outputs } = shape
  const hidden = 4 * width
  const cut = (unit: ArrayLike<number>, ...sizes: number[]) => {
    const all = Float64Array.from(unit)
    let at = 0
    return sizes.map((size) => all.slice(at, (at += size)))
  }
  const saved: { x: Float64Array; before: Float64Array; A: Float64Array; B: Float64Array }[] = []
  let x = Float64Array.from(batch.x)
  for (let layer = 0; layer < layers; layer++) {
    const [A, a, B, b] = cut(units[layer] as ArrayLike<number>, width * hidden, hidden, hidden * width, width) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const before = linear(x, A, a)
    const y = linear(
      before.map((one) => Math.max(0, one)),
      B,
      b,
    )
    saved.push({ x, before, A, B })
    x = y.map((one, at) => one + (x[at] as number))
  }
  const [H, h] = cut(units[layers] as ArrayLike<number>, width * outputs, outputs) as [Float64Array, Float64Array]
  const off = linear(x, H, h).map((one, at) => one - (batch.target[at] as number))
  const loss = off.reduce((sum, one) => sum + one * one, 0) / off.length
  const head = linearBackward(
    x,
    H,
    off.map((one) => (2 * one) / off.length),
    outputs,
  )
  const gradients: Float64Array[] = []
  gradients[layers] = join(head.dWeight, head.dBias)
  let dy = head.dx
  for (let layer = layers - 1; layer >= 0; layer--) {
    const { x: input, before, A, B } = saved[layer] as (typeof saved)[number]
    const second = linearBackward(
      before.map((one) => Math.max(0, one)),
      B,
      dy,
      width,
    )
    const first = linearBackward(
      input,
      A,
      second.dx.map((one, at) => ((before[at] as number) > 0 ? one : 0)),
      hidden,
    )
    gradients[layer] = join(first.dWeight, first.dBias, second.dWeight, second.dBias)
    dy = dy.map((one, at) => one + (first.dx[at] as number))
  }
  return { loss, gradients }
}

/** The first step of Adam (Kingma & Ba 2015, Algorithm 1): m̂ = g and v̂ = g². */
export const firstAdamStep = (unit: ArrayLike<number>, gradient: Float64Array, rate: number): Float64Array =>
  gradient.map((one, at) => (unit[at] as number) - (rate * one) / (Math.abs(one) + 1e-8))
