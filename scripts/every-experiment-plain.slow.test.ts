// inputs: experiments/** lib/experiments/runtime/**
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ExperimentDefinition, ParameterValues } from '#lib/experiments/runtime/contract.ts'
import { type RunEvent, runExperiment } from '#lib/experiments/runtime/run.ts'
import { computeInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { defaultValues } from '#lib/experiments/runtime/parameters.ts'
import { findExperiments } from './lab-inputs.ts'

const ROOT = join(import.meta.dirname, '..')
/** Plain JavaScript is some hundred times slower than WebAssembly: a run is followed for so many points, or to its end. */
const MOST_POINTS = 4

type Point = Extract<RunEvent, { type: 'point' }>
const pointsOf = (events: RunEvent[]) => events.filter((event): event is Point => event.type === 'point')
const fileOf = (slug: string) => join(ROOT, 'experiments', slug, 'experiment.ts')

/** The quick run's points on WebAssembly: another process's, since one process computes on one device. */
function pointsOnWasm(slug: string): Point[] {
  const script = `
    const { runInNode } = await import(${JSON.stringify(join(ROOT, 'lib/experiments/runtime/run-in-node.ts'))})
    const { default: definition } = await import(${JSON.stringify(fileOf(slug))})
    const { events } = await runInNode(definition, { parameters: definition.quick })
    console.log(JSON.stringify(events.filter(({ type }) => type === 'point')))`
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' })
  if (result.status !== 0) throw new Error(result.stderr)
  return JSON.parse(result.stdout) as Point[]
}

async function pointsInPlain(definition: ExperimentDefinition): Promise<Point[]> {
  const events: RunEvent[] = []
  const controller = new AbortController()
  const run = runExperiment(definition, {
    jax: await computeInNode('plain'),
    device: { kind: 'plain', label: 'CPU: plain JavaScript', fallbackAdapter: false },
    parameters: { ...defaultValues(definition.parameters), ...(definition.quick as ParameterValues) },
    seed: definition.seed,
    emit: (event) => events.push(event),
    signal: controller.signal,
    breathe: async () => {
      if (pointsOf(events).length >= MOST_POINTS) controller.abort()
    },
  })
  await run.catch((error: unknown) => {
    if (!controller.signal.aborted) throw error
  })
  return pointsOf(events)
}

describe('every experiment in plain JavaScript', () => {
  it.each(findExperiments(ROOT))(
    '%s draws what it draws on WebAssembly',
    async (slug) => {
      const { default: definition } = (await import(/* @vite-ignore */ fileOf(slug))) as {
        default: ExperimentDefinition
      }
      const plain = await pointsInPlain(definition)
      expect(plain.length).toBeGreaterThan(0)
      const wasm = pointsOnWasm(slug)
      const place = ({ figure, series, x }: Point) => [figure, series, x]
      expect(plain.map(place)).toEqual(wasm.slice(0, plain.length).map(place))
      const apart = plain.filter(({ y }, at) => {
        const other = wasm[at]?.y ?? NaN
        // A curve of rounding errors is another on every device, and near zero on all.
        return !(Math.abs(y - other) <= definition.agreement * Math.max(Math.abs(y), Math.abs(other)) + 1e-5)
      })
      expect(apart).toEqual([])
    },
    300_000,
  )
})
