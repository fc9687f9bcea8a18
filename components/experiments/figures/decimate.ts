export type Pixel = [x: number, y: number]

/**
 * At most four points for each pixel column (first, lowest, highest, last): the line looks the same, and
 * twenty thousand points cost no more than the figure is wide. Points come in the order of their x.
 */
export function decimate(points: readonly Pixel[]): Pixel[] {
  if (points.length < 3) return [...points]
  const kept: Pixel[] = []
  let start = 0
  while (start < points.length) {
    const column = Math.floor((points[start] as Pixel)[0])
    let end = start
    let low = start
    let high = start
    while (end < points.length && Math.floor((points[end] as Pixel)[0]) === column) {
      const y = (points[end] as Pixel)[1]
      if (y < (points[low] as Pixel)[1]) low = end
      if (y > (points[high] as Pixel)[1]) high = end
      end++
    }
    const wanted = new Set([start, Math.min(low, high), Math.max(low, high), end - 1])
    for (const at of wanted) kept.push(points[at] as Pixel)
    start = end
  }
  return kept
}

/** One point for each cell of `size` pixels: scattered points that would lie upon each other. */
export function thinOut(points: readonly Pixel[], size = 2): Pixel[] {
  const cells = new Map<string, Pixel>()
  for (const point of points) {
    const cell = `${Math.floor(point[0] / size)},${Math.floor(point[1] / size)}`
    if (!cells.has(cell)) cells.set(cell, point)
  }
  return [...cells.values()]
}
