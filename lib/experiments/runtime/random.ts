/**
 * Random numbers that are the same in every browser, on every device and in Node. The generator is
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32; both are 32-bit integer arithmetic.
 */
export type RandomStream = {
  /** In [0, 1). */
  uniform(): number
  /** Standard normal (Box–Muller). */
  normal(): number
  /** A whole number in [0, below). */
  integer(below: number): number
  /** One of the items. */
  pick<T>(items: readonly T[]): T
  /** A new array with the items in random order (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[]
  /** `length` standard normal numbers times `scale`. */
  normals(length: number, scale?: number): Float32Array<ArrayBuffer>
  /** A stream of its own, named: what one part draws does not change what another draws. */
  fork(name: string): RandomStream
}

function hashName(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0
  return hash
}

/** @param seed any whole number; only its lowest 32 bits count. */
export function createRandom(seed: number): RandomStream {
  let mix = seed >>> 0
  const splitmix32 = () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix ^ (mix >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = splitmix32()
  let b = splitmix32()
  let c = splitmix32()
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) next()

  let spare: number | null = null
  const stream: RandomStream = {
    uniform: () => next() / 4294967296,
    normal() {
      if (spare !== null) {
        const value = spare
        spare = null
        return value
      }
      const radius = Math.sqrt(-2 * Math.log(1 - stream.uniform()))
      const angle = 2 * Math.PI * stream.uniform()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    },
    integer: (below) => Math.floor(stream.uniform() * below),
    pick(items) {
      const item = items[stream.integer(items.length)]
      if (item === undefined) throw new RangeError('There is nothing to pick from.')
      return item
    },
    shuffle(items) {
      const order = [...items]
      for (let last = order.length - 1; last > 0; last--) {
        const other = stream.integer(last + 1)
        const item = order[last] as (typeof order)[number]
        order[last] = order[other] as (typeof order)[number]
        order[other] = item
      }
      return order
    },
    normals(length, scale = 1) {
      const values = new Float32Array(length)
      for (let at = 0; at < length; at++) values[at] = stream.normal() * scale
      return values
    },
    fork: (name) => createRandom(hashName(seed, name)),
  }
  return stream
}
