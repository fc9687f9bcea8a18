import { describe, expect, it } from 'vitest'
import type { Cluster } from './cluster.ts'
import { ringSeconds } from './cluster.ts'
import { type Schedule, fsdpOperations, tensorParallelOperations } from './schedules.ts'
import { communicationSeconds, exposedSeconds, simulate, stepSeconds, unitsAlive } from './timeline.ts'

// Numbers for a schedule that fits a margin: two blocks, F = W = 2, one token per rank.
// Width 1 makes 16 FLOPs forward, so 4 s at 4 FLOP/s; 13 padded to 14 numbers are 28 bytes, of which a ring of two sends 14: 3 s.
const cluster: Cluster = {
  world: 2,
  hostSize: 2,
  layers: 2,
  width: 1,
  flopsPerSecond: 4,
  bandwidthInside: 14 / 3,
  bandwidthBetween: 1,
  latency: 0,
  issueSeconds: 0,
}
const none: Schedule = { backwardPrefetch: false, forwardPrefetch: false, rateLimiter: true }
const run = (schedule: Partial<Schedule>, changes: Partial<Cluster> = {}, overlap = true) =>
  simulate(fsdpOperations({ ...cluster, ...changes }, 2, 1, { ...none, ...schedule }), overlap)

describe('a step worked out by hand', () => {
  it('on one stream takes the sum of everything', () => {
    const placed = run({}, {}, false)
    // 2 · (3 + 4) forward, 2 · (3 + 8 + 3) backward
    expect(stepSeconds(placed)).toBeCloseTo(42, 9)
    expect(exposedSeconds(placed)).toBeCloseTo(18, 9)
  })

  it('on two streams hides the second all-gather of the forward pass; the reduce-scatter blocks the backward one', () => {
    const placed = run({})
    // Gathers: 0–3, 3–6; forward 3–7, 7–11; gather for backward 1 when forward 0 ended: 7–10, hidden.
    // Backward 1: 11–19, its reduce-scatter 19–22, the gather behind it 22–25, backward 0: 25–33, reduce-scatter 33–36.
    expect(placed.map(({ id, start, end }) => [id, Math.round(start), Math.round(end)])).toEqual([
      ['gather for forward 0', 0, 3],
      ['forward 0', 3, 7],
      ['gather for forward 1', 3, 6],
      ['forward 1', 7, 11],
      ['gather for backward 1', 7, 10],
      ['backward 1', 11, 19],
      ['scatter 1', 19, 22],
      ['gather for backward 0', 22, 25],
      ['backward 0', 25, 33],
      ['scatter 0', 33, 36],
    ])
    expect(exposedSeconds(placed)).toBeCloseTo(12, 9)
  })

  it('with backward prefetching gathers beside backward 1, and scatters beside backward 0', () => {
    const placed = run({ backwardPrefetch: true })
    // backward 1: 11–19 with the gather beside it, backward 0: 19–27 with the scatter beside it, last scatter 27–30
    expect(stepSeconds(placed)).toBeCloseTo(30, 9)
    expect(exposedSeconds(placed)).toBeCloseTo(6, 9)
    expect(communicationSeconds(placed)).toBeCloseTo(18, 9)
  })

  it('replicated, has an all-reduce per block and no all-gather', () => {
    const placed = simulate(fsdpOperations(cluster, 1, 1, none), true)
    // 26 bytes by a ring of two: twice 13 bytes at 14/3 bytes per second
    expect(placed.map(({ kind }) => kind)).toEqual([
      'forward',
      'forward',
      'backward',
      'all-reduce',
      'backward',
      'all-reduce',
    ])
    expect(stepSeconds(placed)).toBeCloseTo(8 + 16 + (2 * 13 * 3) / 14, 9)
  })
})

describe('forward prefetching', () => {
  const step = (schedule: Partial<Schedule>, issueSeconds: number) =>
    stepSeconds(run({ backwardPrefetch: true, ...schedule }, { layers: 6, issueSeconds }))

  it('changes nothing where all blocks are alike: a fast CPU runs ahead anyway, and a slow one is what all wait for', () => {
    for (const issueSeconds of [0, 2, 5, 8])
      expect(step({ forwardPrefetch: true, rateLimiter: false }, issueSeconds)).toBeCloseTo(
        step({ rateLimiter: false }, issueSeconds),
        9,
      )
  })

  it('costs a slow CPU time under the rate limiter, which makes it stand still before it issues the block', () => {
    expect(step({ forwardPrefetch: true }, 5)).toBeGreaterThan(step({}, 5))
  })
})

it('the rate limiter keeps two gathered units alive, without it a fast CPU allocates them all', () => {
  const many = { layers: 8 }
  expect(unitsAlive(run({ backwardPrefetch: true }, many))).toBe(2)
  expect(unitsAlive(run({ backwardPrefetch: true, rateLimiter: false }, many))).toBe(16)
})

it('tensor parallelism waits for every all-reduce but that beside the weights’ gradient', () => {
  // 1 token of width 1: 2 bytes, a ring of two sends 1 byte twice: 2 · 3/14 s; every pass has 4 s of work in halves.
  const placed = simulate(tensorParallelOperations({ ...cluster, layers: 1 }, 1), true)
  const exchange = (2 * 3) / 14
  // forward 2 s, all-reduce exposed, inputs 2 s, weights 2 s beside the second all-reduce
  expect(stepSeconds(placed)).toBeCloseTo(6 + exchange, 9)
  expect(exposedSeconds(placed)).toBeCloseTo(exchange, 9)
})

it('a group that leaves its host goes at the slower link’s pace', () => {
  const hosts = { ...cluster, world: 8, hostSize: 4, bandwidthInside: 8, bandwidthBetween: 2, latency: 0.5 }
  expect(ringSeconds(hosts, 32, 4, 1)).toBeCloseTo(3 * (0.5 + 1), 9)
  expect(ringSeconds(hosts, 32, 2, 4)).toBeCloseTo(0.5 + 8, 9)
  expect(ringSeconds(hosts, 32, 8, 1)).toBeCloseTo(7 * (0.5 + 2), 9)
})

it('an operation that needs what was never issued is refused', () => {
  const [gather] = fsdpOperations(cluster, 2, 1, none)
  expect(() => simulate([{ ...gather!, needs: ['nothing'] }], true)).toThrow('not issued before')
})
