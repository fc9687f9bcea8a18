/**
 * The block and its implicit update once more, in plain float64 and straight from the definitions: token by token,
 * head by head, with keys and values made as such. It shares no code with the model that runs on the device.
 */
export type ReferenceWeights = Record<
  'embedding' | 'query' | 'key' | 'value' | 'inner' | 'innerBias' | 'outer' | 'outerBias' | 'readout',
  ArrayLike<number>
>
export type ReferenceSizes = { dimension: number; width: number; heads: number; hidden: number }
export type ReferenceWiring = 'none' | 'around' | 'residual'
export type ReferenceAnswer = {
  /** T_W(C, x). */ withContext: number
  /** T_{W+ΔW}(x), with Δb′ where something goes around the MLP. */ patched: number
  /** T_W(x). */ alone: number
  /** ΔW, [hidden, width] row by row. */ weightUpdate: Float64Array
  /** Δb′, [width]; null where nothing goes around the MLP. */ biasUpdate: Float64Array | null
}

/** row · matrix[rows, columns]. */
function rowTimes(row: ArrayLike<number>, matrix: ArrayLike<number>, columns: number): number[] {
  const result = new Array<number>(columns).fill(0)
  for (let r = 0; r < row.length; r++)
    for (let c = 0; c < columns; c++) result[c] = (result[c] ?? 0) + (row[r] ?? 0) * (matrix[r * columns + c] ?? 0)
  return result
}

/** matrix[rows, columns] · column. */
function timesColumn(matrix: ArrayLike<number>, column: ArrayLike<number>): number[] {
  const columns = column.length
  return Array.from({ length: matrix.length / columns }, (_, r) => {
    let sum = 0
    for (let c = 0; c < columns; c++) sum += (matrix[r * columns + c] ?? 0) * (column[c] ?? 0)
    return sum
  })
}

const add = (a: readonly number[], b: ArrayLike<number>) => a.map((value, at) => value + (b[at] ?? 0))

/** A at the last of the tokens, and that token's embedding z. */
function attention(weights: ReferenceWeights, sizes: ReferenceSizes, tokens: readonly (readonly number[])[]) {
  const { width, heads } = sizes
  const perHead = width / heads
  const embedded = tokens.map((token) => rowTimes(token, weights.embedding, width))
  const z = embedded.at(-1) as number[]
  const query = rowTimes(z, weights.query, width)
  const keys = embedded.map((row) => rowTimes(row, weights.key, width))
  const values = embedded.map((row) => rowTimes(row, weights.value, width))
  const attended = new Array<number>(width).fill(0)
  for (let head = 0; head < heads; head++) {
    const axes = Array.from({ length: perHead }, (_, axis) => head * perHead + axis)
    const scores = keys.map(
      (key) => axes.reduce((sum, axis) => sum + (query[axis] ?? 0) * (key[axis] ?? 0), 0) / Math.sqrt(perHead),
    )
    const greatest = Math.max(...scores)
    const powers = scores.map((score) => Math.exp(score - greatest))
    const total = powers.reduce((sum, power) => sum + power, 0)
    for (const axis of axes)
      attended[axis] = values.reduce((sum, value, at) => sum + ((powers[at] ?? 0) / total) * (value[axis] ?? 0), 0)
  }
  return { attended, z }
}

/**
 * One prompt, its query last.
 * @param tokens N + 1 tokens of d + 1 entries
 */
export function referenceAnswer(
  weights: ReferenceWeights,
  sizes: ReferenceSizes,
  wiring: ReferenceWiring,
  tokens: readonly (readonly number[])[],
): ReferenceAnswer {
  const { width, hidden } = sizes
  const full = attention(weights, sizes, tokens)
  const lonely = attention(weights, sizes, tokens.slice(-1))
  const mlpInput = (from: typeof full) => (wiring === 'residual' ? add(from.z, from.attended) : from.attended)
  const aroundMlp = (from: typeof full) =>
    wiring === 'none' ? new Array<number>(width).fill(0) : add(from.z, from.attended)

  const finish = (matrix: ArrayLike<number>, from: typeof full, biasUpdate: ArrayLike<number>) => {
    const active = add(timesColumn(matrix, mlpInput(from)), weights.innerBias).map((value) => Math.max(0, value))
    const output = add(add(add(timesColumn(weights.outer, active), aroundMlp(from)), weights.outerBias), biasUpdate)
    return output.reduce((sum, value, at) => sum + value * (weights.readout[at] ?? 0), 0)
  }

  const before = mlpInput(lonely)
  const shift = mlpInput(full).map((value, at) => value - (before[at] ?? 0))
  const normSquared = before.reduce((sum, value) => sum + value * value, 0)
  const moved = timesColumn(weights.inner, shift)
  const weightUpdate = new Float64Array(hidden * width)
  for (let row = 0; row < hidden; row++)
    for (let c = 0; c < width; c++) weightUpdate[row * width + c] = ((moved[row] ?? 0) * (before[c] ?? 0)) / normSquared
  const without = aroundMlp(lonely)
  const biasUpdate = Float64Array.from(aroundMlp(full), (value, at) => value - (without[at] ?? 0))

  const patchedMatrix = weightUpdate.map((value, at) => value + (weights.inner[at] ?? 0))
  const nothing = new Float64Array(width)
  return {
    withContext: finish(weights.inner, full, nothing),
    patched: finish(patchedMatrix, lonely, biasUpdate),
    alone: finish(weights.inner, lonely, nothing),
    weightUpdate,
    biasUpdate: wiring === 'none' ? null : biasUpdate,
  }
}

/** The tokens of one prompt out of a batch [B, T, e]. */
export function tokensOf(batch: ArrayLike<number>, prompt: number, length: number, entries: number): number[][] {
  return Array.from({ length }, (_, position) =>
    Array.from({ length: entries }, (_unused, entry) => batch[(prompt * length + position) * entries + entry] ?? NaN),
  )
}
