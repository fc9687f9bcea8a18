/**
 * Singular values, greatest first, by one-sided Jacobi rotations in float64 (Golub & Van Loan, §8.6.3): columns are
 * turned against each other until all are orthogonal; their lengths are the singular values.
 * @param matrix rows × columns, row by row
 */
export function singularValues(matrix: ArrayLike<number>, rows: number, columns: number): number[] {
  const column = Array.from({ length: columns }, (_, c) =>
    Float64Array.from({ length: rows }, (_unused, r) => matrix[r * columns + c] ?? NaN),
  )
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false
    for (let p = 0; p < columns - 1; p++) {
      for (let q = p + 1; q < columns; q++) {
        const a = column[p] as Float64Array
        const b = column[q] as Float64Array
        const alpha = dot(a, a)
        const beta = dot(b, b)
        const gamma = dot(a, b)
        if (Math.abs(gamma) <= 1e-15 * Math.sqrt(alpha * beta) || gamma === 0) continue
        turned = true
        const zeta = (beta - alpha) / (2 * gamma)
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta))
        const cosine = 1 / Math.sqrt(1 + tangent * tangent)
        const sine = cosine * tangent
        for (let r = 0; r < rows; r++) {
          const x = a[r] as number
          const y = b[r] as number
          a[r] = cosine * x - sine * y
          b[r] = sine * x + cosine * y
        }
      }
    }
    if (!turned) break
  }
  return column.map((values) => Math.sqrt(dot(values, values))).sort((a, b) => b - a)
}
