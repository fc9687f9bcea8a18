import { expect, it } from 'vitest'
import { runLabels } from './run-labels.ts'

it('runs that would be called the same are counted', () => {
  const run = { userName: 'Ada', seed: 7, device: { kind: 'wasm' as const }, remark: null }
  expect(runLabels([run, { ...run, remark: 'wider' }, run, { ...run, userName: null }])).toEqual([
    'Ada, seed 7, CPU (1)',
    'wider',
    'Ada, seed 7, CPU (2)',
    'Somebody, seed 7, CPU',
  ])
})
