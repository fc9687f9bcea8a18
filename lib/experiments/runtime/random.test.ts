import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'

/** Of `values`. */
function moments(values: number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

/** sfc32 in 64-bit arithmetic, written from PractRand's source: a, b, c, counter → the next 32 bits. */
function sfc32(state: [bigint, bigint, bigint, bigint]): number {
  const mask = 0xffffffffn
  const [a, b, c, counter] = state
  const sum = (a + b + counter) & mask
  state[3] = (counter + 1n) & mask
  state[0] = b ^ (b >> 9n)
  state[1] = (c + (c << 3n)) & mask
  state[2] = ((((c << 21n) | (c >> 11n)) & mask) + sum) & mask
  return Number(sum)
}

function splitmix32(seed: number): () => bigint {
  const mask = 0xffffffffn
  let mix = BigInt(seed)
  return () => {
    mix = (mix + 0x9e3779b9n) & mask
    let z = mix ^ (mix >> 16n)
    z = (z * 0x21f0aaadn) & mask
    z ^= z >> 15n
    z = (z * 0x735a2d97n) & mask
    return z ^ (z >> 15n)
  }
}

describe('random numbers', () => {
  it('are those of sfc32, seeded by splitmix32, after twelve rounds', () => {
    for (const seed of [0, 1, 42, 0xffffffff]) {
      const seeded = splitmix32(seed)
      const state: [bigint, bigint, bigint, bigint] = [seeded(), seeded(), seeded(), 1n]
      for (let round = 0; round < 12; round++) sfc32(state)
      const random = createRandom(seed)
      for (let draw = 0; draw < 50; draw++) expect(random.uniform()).toBe(sfc32(state) / 2 ** 32)
    }
  })

  it('stay what they are: runs kept years ago can be run again', () => {
    const random = createRandom(7)
    expect([random.uniform(), random.uniform(), random.normal(), random.integer(1000)]).toMatchInlineSnapshot(`
      [
        0.4547669554594904,
        0.0638020287733525,
        -0.6856413254426121,
        931,
      ]
    `)
  })

  it('have the moments of their distributions', () => {
    const random = createRandom(3)
    const uniform = moments(Array.from({ length: 40_000 }, random.uniform))
    expect(uniform.mean).toBeCloseTo(0.5, 2)
    expect(uniform.variance).toBeCloseTo(1 / 12, 2)
    const normal = moments([...random.normals(40_000, 2)])
    expect(Math.abs(normal.mean)).toBeLessThan(0.04)
    expect(Math.abs(normal.variance - 4)).toBeLessThan(0.12)
  })

  it('choose every whole number below, and every order, about equally often', () => {
    const random = createRandom(5)
    const counts = [0, 0, 0, 0, 0]
    for (let draw = 0; draw < 20_000; draw++) counts[random.integer(5)]!++
    for (const count of counts) expect(Math.abs(count - 4000)).toBeLessThan(250)
    const orders = new Map<string, number>()
    for (let draw = 0; draw < 12_000; draw++) {
      const order = random.shuffle(['a', 'b', 'c']).join('')
      orders.set(order, (orders.get(order) ?? 0) + 1)
    }
    expect(orders.size).toBe(6)
    for (const count of orders.values()) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })

  it('of a named part do not depend on what others drew', () => {
    const random = createRandom(9)
    const before = random.fork('data').uniform()
    random.normals(100)
    expect(random.fork('data').uniform()).toBe(before)
    expect(random.fork('weights').uniform()).not.toBe(before)
    expect(createRandom(10).fork('data').uniform()).not.toBe(before)
  })

  it('do not pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError)
  })
})
