import { describe, expect, it } from 'vitest'
import { createRandom } from '#lib/experiments/runtime/random.ts'
import { createWire, ring } from './collectives.ts'
import { divisorsOf, replicationGroups, requireDivisor, shardingGroups } from './process-groups.ts'

const random = createRandom(3)
const whole = (count: number, length: number) => Array.from({ length: count }, () => random.normals(length))
const group = (count: number) => Array.from({ length: count }, (_, rank) => rank)
const sumOf = (buffers: readonly Float32Array[], at: number) =>
  buffers.reduce((sum, one) => sum + (one[at] as number), 0)

describe('an all-gather', () => {
  it('brings every rank’s chunk to every rank, and each sends (n − 1)/n of the whole', () => {
    for (const count of [1, 2, 3, 7]) {
      const chunks = whole(count, 5)
      const buffers = chunks.map((chunk, rank) => {
        const buffer = new Float32Array(5 * count)
        buffer.set(chunk, 5 * rank)
        return buffer
      })
      const wire = createWire(count)
      ring.allGather(wire, group(count), buffers)
      const expected = chunks.flatMap((chunk) => [...chunk])
      for (const buffer of buffers) expect([...buffer]).toEqual(expected)
      expect(wire.sent['all-gather']).toBe(count * (count - 1) * 5 * 4)
    }
  })
})

describe('a reduce-scatter', () => {
  it('leaves the sum of a chunk with the rank whose chunk it is', () => {
    for (const count of [1, 2, 3, 8]) {
      const buffers = whole(count, 6 * count)
      const before = buffers.map((buffer) => buffer.slice())
      const wire = createWire(count)
      ring.reduceScatter(wire, group(count), buffers)
      buffers.forEach((buffer, rank) => {
        for (let at = 6 * rank; at < 6 * rank + 6; at++) expect(buffer[at]).toBeCloseTo(sumOf(before, at), 5)
      })
      expect(wire.sent['reduce-scatter']).toBe(count * (count - 1) * 6 * 4)
    }
  })
})

describe('an all-reduce', () => {
  it('gives every rank the same sum, also where the ranks do not divide the buffer', () => {
    for (const [count, length] of [
      [2, 5],
      [3, 7],
      [5, 3],
      [8, 99],
    ] as const) {
      const buffers = whole(count, length)
      const before = buffers.map((buffer) => buffer.slice())
      const wire = createWire(count)
      ring.allReduce(wire, group(count), buffers)
      for (const buffer of buffers) expect([...buffer]).toEqual([...(buffers[0] as Float32Array)])
      for (let at = 0; at < length; at++) expect(buffers[0]?.[at]).toBeCloseTo(sumOf(before, at), 5)
      expect(wire.sent['all-reduce']).toBe(2 * (count - 1) * length * 4)
    }
  })
})

describe('the groups', () => {
  it('are those of the paper’s Figure 4: 16 ranks with F = 8 make two sharding groups and eight replication groups', () => {
    expect(shardingGroups(16, 8)).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7],
      [8, 9, 10, 11, 12, 13, 14, 15],
    ])
    expect(replicationGroups(16, 8)).toHaveLength(8)
    expect(replicationGroups(16, 8)[3]).toEqual([3, 11])
  })

  it('exist only for a factor that divides the world', () => {
    expect(divisorsOf(12)).toEqual([1, 2, 3, 4, 6, 12])
    expect(() => requireDivisor(8, 3)).toThrow('with W = 8 it is one of 1, 2, 4, 8, not 3')
  })
})

it('the wire tells what crosses from host to host', () => {
  const wire = createWire(4)
  wire.carry('all-gather', 0, 1, 10)
  wire.carry('all-gather', 1, 2, 20)
  wire.carry('all-reduce', 3, 0, 5)
  expect([1, 2, 4].map((hostSize) => wire.between(hostSize))).toEqual([35, 25, 0])
})
