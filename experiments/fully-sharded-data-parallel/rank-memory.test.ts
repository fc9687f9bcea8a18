import { expect, it } from 'vitest'
import { createRankMemory } from './rank-memory.ts'

it('counts what lives at once, by kind and together, and keeps the peaks', () => {
  const memory = createRankMemory()
  memory.allocate('parameter shard', 10)
  const first = memory.allocate('unsharded parameters', 30)
  first.free()
  const second = memory.allocate('unsharded parameters', 20)
  const gradient = memory.allocate('unsharded gradient', 25)
  expect(memory.peak.parameters).toBe(160)
  expect(memory.peak.total).toBe(220)
  second.free()
  gradient.free()
  expect(memory.live['unsharded parameters']).toBe(0)
  expect(memory.history).toEqual([40, 160, 40, 120, 220, 140, 40])
})

it('a freed buffer can neither be read nor freed again', () => {
  const buffer = createRankMemory().allocate('unsharded parameters', 4)
  buffer.free()
  expect(() => buffer.values).toThrow('were freed')
  expect(() => buffer.free()).toThrow('were freed already')
})
