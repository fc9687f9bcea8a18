import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ExperimentDefinition } from '#lib/experiments/runtime/contract.ts'
import { describe as describeDefinition } from '#lib/experiments/runtime/describe.ts'
import { readDescription } from '#lib/experiments/runtime/description.ts'
import { runInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { findExperiments } from './lab-inputs.ts'

const ROOT = join(import.meta.dirname, '..')

/** Each says in order what it is, draws in every figure, and answers every claim. */
describe('every experiment on WebAssembly', () => {
  it.each(findExperiments(ROOT))(
    '%s runs with its quick parameters',
    async (slug) => {
      const file = join(ROOT, 'experiments', slug, 'experiment.ts')
      const { default: definition } = (await import(/* @vite-ignore */ file)) as { default: ExperimentDefinition }
      const description = readDescription(describeDefinition(definition))
      expect(description.quick, 'tests need parameters of a run of a second or two').toBeDefined()
      const { verdicts, events } = await runInNode(definition, { parameters: definition.quick ?? {} })
      expect(verdicts.map(({ claim }) => claim)).toEqual(Object.keys(description.claims))
      expect(verdicts.filter(({ note }) => note === 'The run did not measure it.')).toEqual([])
      const drawn = events.flatMap((event) => ('figure' in event ? [event.figure] : []))
      expect(Object.keys(description.figures).filter((name) => !drawn.includes(name))).toEqual([])
    },
    60_000,
  )
})
