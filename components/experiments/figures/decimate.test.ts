import { describe, expect, it } from 'vitest'
import { type Pixel, decimate, thinOut } from './decimate.ts'

describe('a long line', () => {
  it('keeps the ends, the highest and the lowest of every pixel column, in order', () => {
    const points = Array.from({ length: 20_000 }, (_, at): Pixel => [at / 100, Math.sin(at) * 50])
    points[12_345] = [123.45, 999]
    const kept = decimate(points)
    expect(kept.length).toBeLessThanOrEqual(800)
    expect(kept).toContainEqual([123.45, 999])
    expect(kept[0]).toEqual(points[0])
    expect(kept.at(-1)).toEqual(points.at(-1))
    expect(kept.every((point, at) => at === 0 || (kept[at - 1] as Pixel)[0] <= point[0])).toBe(true)
  })

  it('stays as it is where every point has its own column', () => {
    const points: Pixel[] = [
      [0, 1],
      [5, 2],
      [9, 0],
    ]
    expect(decimate(points)).toEqual(points)
  })
})

it('scattered points that would hide each other are drawn once', () => {
  const points = Array.from({ length: 100 }, (): Pixel => [10.2, 3.1])
  expect(thinOut([...points, [40, 3]])).toEqual([
    [10.2, 3.1],
    [40, 3],
  ])
})
