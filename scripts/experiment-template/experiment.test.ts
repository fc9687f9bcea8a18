import { describe, expect, it } from 'vitest'
import { createRandom } from '#lib/experiments/runtime/random.ts'
import { runInNode } from '#lib/experiments/runtime/run-in-node.ts'
import experiment from './experiment.ts'
import { scaledVariance } from './reference.ts'

describe('the variance of a mean', () => {
  it('is what the reference computes from the same numbers', async () => {
    const { verdicts } = await runInNode(experiment, { parameters: { draws: 16, means: 500 }, seed: 3 })
    const [variance] = verdicts
    expect(variance?.value).toBeCloseTo(scaledVariance(createRandom(3), 16, 500), 5)
  })

  it('is one over n', async () => {
    const { verdicts } = await runInNode(experiment, { parameters: experiment.quick })
    expect(verdicts).toMatchObject([{ claim: 'variance', outcome: 'holds' }])
  })
})
