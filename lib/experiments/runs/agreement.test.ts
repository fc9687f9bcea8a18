import { describe, expect, it } from 'vitest'
import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import { type ComparableRun, compareRuns } from './agreement.ts'
import { DESCRIPTION, oneRun } from '#lib/experiments/experiments.fixture.ts'

let count = 0
function run(
  kind: DeviceKind,
  changed: Partial<ComparableRun> & { loss?: number; exact?: number } = {},
): ComparableRun {
  const { codeVersion, parameters, seed } = oneRun('a'.repeat(64))
  const { loss = 0.4, exact = 2e-6, ...rest } = changed
  return {
    id: `${kind} ${count++}`,
    ...{ codeVersion, parameters, seed },
    device: { kind },
    verdicts: [
      { claim: 'falls', outcome: loss <= 0.6 ? 'holds' : 'does not hold', value: loss },
      { claim: 'exact', outcome: exact <= 1e-4 ? 'holds' : 'does not hold', value: exact },
    ],
    metrics: [
      { name: 'loss', value: loss, unit: null },
      { name: 'a step', value: Math.random() * 100, unit: 'ms' },
      { name: 'speed', value: Math.random() * 100, unit: 'GFLOP/s' },
    ],
    ...rest,
  }
}
const compare = (...runs: ComparableRun[]) => compareRuns(runs, DESCRIPTION)

describe('runs of the same thing on two kinds of device', () => {
  it('agree where their numbers differ by less than the experiment states', () => {
    const [found] = compare(run('wasm'), run('webgpu', { loss: 0.4035 }))
    expect(found).toMatchObject({ devices: ['wasm', 'webgpu'], compared: 3, disagreements: [] })
  })

  it('disagree where they differ by more: which number, and by how much', () => {
    const [found] = compare(run('wasm'), run('webgpu', { loss: 0.5 }))
    expect(found?.disagreements.map(({ of, name }) => `${of} ${name}`)).toEqual(['claim falls', 'metric loss'])
    expect(found?.disagreements[0]?.relative).toBeCloseTo(0.2)
    expect(found?.disagreements[0]).toMatchObject({
      one: { device: 'wasm', value: 0.4 },
      other: { device: 'webgpu', value: 0.5 },
    })
  })

  it('are not held to the same rounding while the claim about it holds on both', () => {
    expect(compare(run('wasm', { exact: 1e-7 }), run('webgpu', { exact: 9e-6 }))[0]?.disagreements).toEqual([])
    const [found] = compare(run('wasm', { exact: 1e-7 }), run('webgpu', { exact: 0.3 }))
    expect(found?.disagreements.map(({ name }) => name)).toEqual(['exact'])
  })

  it('disagree where one of them measured no number', () => {
    const [found] = compare(run('wasm'), run('webgpu', { loss: Number.NaN }))
    expect(found?.disagreements[0]).toMatchObject({ name: 'falls', relative: null })
  })

  it('name the worst pair of several', () => {
    const [found] = compare(run('wasm'), run('webgpu', { loss: 0.44 }), run('plain', { loss: 0.5 }))
    expect(found?.disagreements[0]?.relative).toBeCloseTo(0.2)
    expect(found?.disagreements).toHaveLength(2)
  })
})

describe('nothing is compared', () => {
  it('on one kind of device alone', () => {
    expect(compare(run('wasm'), run('wasm', { loss: 0.5 }))).toEqual([])
  })

  it('between other code, other parameters or another seed', () => {
    for (const changed of [{ codeVersion: 'b'.repeat(64) }, { parameters: { d: 8 } }, { seed: 2 }])
      expect(compare(run('wasm'), run('webgpu', { ...changed, loss: 0.5 }))).toEqual([])
  })
})
