import { beforeAll, describe, expect, it } from 'vitest'
import { figuresOf } from '#lib/experiments/runtime/result.ts'
import { type NodeRun, runInNode } from '#lib/experiments/runtime/run-in-node.ts'
import experiment from './experiment.ts'

const outcomes = (run: NodeRun) => Object.fromEntries(run.verdicts.map(({ claim, outcome }) => [claim, outcome]))
const valueOf = (run: NodeRun, claim: string) => run.verdicts.find((verdict) => verdict.claim === claim)?.value ?? NaN

/** Too short to learn; long enough for what holds at every step. */
const brief = { ...experiment.quick, steps: 20, examples: 8 }

describe('a short run', () => {
  let run: NodeRun
  beforeAll(async () => {
    run = await runInNode(experiment, { parameters: experiment.quick })
  }, 60_000)

  it('comes out with every claim holding', () => {
    expect(outcomes(run)).toEqual(Object.fromEntries(Object.keys(experiment.claims).map((name) => [name, 'holds'])))
  })

  it('keeps the identity to a few roundings of float32, and not because both sides are nothing', () => {
    expect(valueOf(run, 'identity')).toBeGreaterThan(0)
    expect(valueOf(run, 'identity')).toBeLessThan(1e-5)
    expect(valueOf(run, 'skip')).toBeLessThan(1e-5)
    const without = run.metrics.find(({ name }) => name === 'loss without context')
    const withContext = run.metrics.find(({ name }) => name === 'loss with context')
    expect(without?.value).toBeGreaterThan(3 * (withContext?.value ?? NaN))
  })

  it('draws every series of every figure, the losses from before the first step to the last', () => {
    const figures = figuresOf(experiment, run.events)
    for (const figure of Object.values(figures)) {
      if (figure.kind === 'lines')
        for (const series of Object.values(figure.series)) expect(series.length).toBeGreaterThan(5)
      if (figure.kind === 'table') expect(figure.rows.length).toBeGreaterThan(5)
    }
    const { losses } = figures
    if (losses?.kind !== 'lines') throw new Error('The losses are lines.')
    expect(losses.series.patched?.[0]?.[0]).toBe(0)
    expect(losses.series.patched?.at(-1)?.[0]).toBe(experiment.quick?.steps)
  })

  it('shows that a skip connection needs the bias update', () => {
    const { errors } = figuresOf(experiment, run.events)
    if (errors?.kind !== 'lines') throw new Error('The errors are lines.')
    for (const [, error] of errors.series.skipWithoutBias ?? []) expect(error).toBeGreaterThan(0.1)
  })

  it('finds the identity again beyond the theorem where the update is made anew', () => {
    const { beyond } = figuresOf(experiment, run.events)
    if (beyond?.kind !== 'table') throw new Error('This is a table.')
    const renewed = beyond.rows.filter(({ update }) => /anew|of its own/.test(String(update)))
    expect(renewed).toHaveLength(2)
    for (const { error } of renewed) expect(error).toBeLessThan(1e-5)
  })
})

describe('an error planted in ΔW', () => {
  it.each(['norm-not-squared', 'product-transposed'])('is noticed: %s', async (formula) => {
    const run = await runInNode(experiment, { parameters: { ...brief, formula } })
    expect(outcomes(run)).toMatchObject({
      identity: 'does not hold',
      curves: 'does not hold',
      skip: 'does not hold',
    })
    expect(valueOf(run, 'identity')).toBeGreaterThan(0.01)
  })

  it('is what makes the difference: the same run with the theorem’s formula holds', async () => {
    const run = await runInNode(experiment, { parameters: brief })
    expect(outcomes(run)).toMatchObject({ identity: 'holds', curves: 'holds', skip: 'holds' })
  })
})

it('leaves the skip connection undecided where none was trained', async () => {
  const run = await runInNode(experiment, { parameters: { ...brief, skip: 'none' } })
  expect(outcomes(run)).toMatchObject({ identity: 'holds', skip: 'undecided' })
})

it('does not blame the block where one layer of attention could not have learned it', async () => {
  const run = await runInNode(experiment, { parameters: { ...brief, dimension: 8 } })
  expect(outcomes(run).learns).toBe('undecided')
})

it('keeps the identity with the skip connection around each half of the block', async () => {
  const run = await runInNode(experiment, { parameters: { ...brief, skip: 'residual' } })
  expect(outcomes(run).skip).toBe('holds')
})

it('is the same run again with the same seed, and another with another', async () => {
  const [one, again, other] = [
    await runInNode(experiment, { parameters: brief }),
    await runInNode(experiment, { parameters: brief }),
    await runInNode(experiment, { parameters: brief, seed: 2 }),
  ]
  expect(again.verdicts).toEqual(one.verdicts)
  expect(valueOf(other, 'learns')).not.toBe(valueOf(one, 'learns'))
})
