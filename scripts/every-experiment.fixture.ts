import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ExperimentDefinition } from '#lib/gpu/contract.ts'
import { describe } from '#lib/gpu/describe.ts'
import { readDescription } from '#lib/gpu/description.ts'
import { figuresOf } from '#lib/gpu/result.ts'
import { runInNode } from '#lib/gpu/run-in-node.ts'
import { findExperiments } from './lab-inputs.ts'

const ROOT = join(import.meta.dirname, '..')

/**
 * Runs every experiment that lies on disk with its quick parameters: it says in order what it is, draws in
 * every figure, and answers every claim. One process computes on one device, hence a test file for each.
 */
export function testEveryExperiment(device: 'wasm' | 'plain', seconds: number): void {
  it.each(findExperiments(ROOT))(
    `%s runs on ${device}`,
    async (slug) => {
      const file = join(ROOT, 'experiments', slug, 'experiment.ts')
      const { default: definition } = (await import(/* @vite-ignore */ file)) as { default: ExperimentDefinition }
      const description = readDescription(describe(definition))
      expect(description.quick, 'tests need parameters of a run of a second or two').toBeDefined()
      const { verdicts, events } = await runInNode(definition, { parameters: definition.quick ?? {}, device })
      expect(verdicts.map(({ claim }) => claim)).toEqual(Object.keys(description.claims))
      expect(verdicts.filter(({ note }) => note === 'The run did not measure it.')).toEqual([])
      const figures = figuresOf(description, events)
      const drawn = events.flatMap((event) => ('figure' in event ? [event.figure] : []))
      expect(Object.keys(figures).filter((name) => !drawn.includes(name))).toEqual([])
    },
    seconds * 1000,
  )
}
