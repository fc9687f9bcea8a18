import { describe, expect, it } from 'vitest'
import { figuresOf } from '#lib/experiments/runtime/result.ts'
import { runInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { ring } from './collectives.ts'
import experiment, { measureAll, soundParts } from './experiment.ts'
import type { Parts } from './sharded-training.ts'

const small = { world: 4, factor: 2, layers: 2, width: 8, rows: 4, steps: 2 }
const outcomes = async (parameters: Partial<typeof small> & { optimizer?: string }, parts: Parts = soundParts) => {
  const definition = { ...experiment, run: (context: Parameters<typeof measureAll>[0]) => measureAll(context, parts) }
  const { verdicts } = await runInNode(definition, { parameters: { ...small, ...parameters } })
  return Object.fromEntries(verdicts.map(({ claim, outcome }) => [claim, outcome]))
}
const failing = (all: Record<string, string>) =>
  Object.entries(all)
    .filter(([, outcome]) => outcome === 'does not hold')
    .map(([claim]) => claim)

describe('the sound system', () => {
  it('answers every claim with “holds”, with every figure drawn', async () => {
    const run = await runInNode(experiment, { parameters: small })
    for (const { claim, outcome } of run.verdicts) expect([claim, outcome]).toEqual([claim, 'holds'])
    for (const figure of Object.values(figuresOf(experiment, run.events))) {
      if (figure.kind === 'lines')
        for (const points of Object.values(figure.series)) expect(points.length).toBeGreaterThan(0)
      if (figure.kind === 'table') expect(figure.rows.length).toBeGreaterThan(1)
      if (figure.kind === 'timeline') expect(figure.spans.length).toBeGreaterThan(20)
    }
  })

  it('learns: the loss falls', async () => {
    const run = await runInNode(experiment, { parameters: { ...small, steps: 12 } })
    const losses = run.events.flatMap((event) =>
      event.type === 'point' && event.series === 'sharded' ? [event.y] : [],
    )
    expect(losses.at(-1)).toBeLessThan(0.7 * (losses[0] as number))
  })

  it('on one rank leaves undecided what one rank cannot show, and holds the rest', async () => {
    const all = await outcomes({ world: 1, factor: 1 })
    expect(failing(all)).toEqual([])
    expect(all).toMatchObject({ gradients: 'holds', fullShardVolume: 'undecided', crossover: 'undecided' })
  })

  it('refuses a factor that does not divide the world, and says which do', async () => {
    await expect(outcomes({ factor: 3 })).rejects.toThrow('it is one of 1, 2, 4, not 3')
  })
})

describe('a planted error', () => {
  it('gradients summed and not divided by W are found', async () => {
    expect(failing(await outcomes({}, { ...soundParts, gradientDivisor: () => 1 }))).toContain('gradients')
  })

  it('a reduce-scatter that is dropped is found in the gradients, the step and the bytes', async () => {
    const collectives = { ...ring, reduceScatter: () => {} }
    const failed = failing(await outcomes({}, { ...soundParts, collectives }))
    expect(failed).toEqual(expect.arrayContaining(['gradients', 'optimizer', 'fullShardVolume', 'overReplication']))
  })

  it('an all-reduce forgotten across the replicas is found, though full sharding does not need one', async () => {
    const collectives = { ...ring, allReduce: () => {} }
    const failed = failing(await outcomes({}, { ...soundParts, collectives }))
    expect(failed).toEqual(expect.arrayContaining(['gradients', 'optimizer', 'overReplication', 'tensorParallel']))
  })

  it('an all-gather that never came is found', async () => {
    const collectives = { ...ring, allGather: () => {} }
    expect(failing(await outcomes({}, { ...soundParts, collectives }))).toEqual(
      expect.arrayContaining(['gradients', 'fullShardVolume']),
    )
  })
})

it('replication leaves prefetching undecided: it gathers nothing', async () => {
  const all = await outcomes({ factor: 1 })
  expect(failing(all)).toEqual([])
  expect(all).toMatchObject({ backwardPrefetch: 'undecided', forwardPrefetch: 'undecided', overlap: 'holds' })
})

it('an optimizer that needs a whole tensor’s norm is not the same on shards, as Section 7.2.1 says', async () => {
  expect(failing(await outcomes({ optimizer: 'norm-scaled' }))).toEqual(['optimizer'])
  expect(failing(await outcomes({ optimizer: 'momentum' }))).toEqual([])
})
