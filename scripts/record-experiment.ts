import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ExperimentDefinition } from '#lib/experiments/runtime/contract.ts'
import type { LabManifest } from '#lib/experiments/runtime/lab.ts'
import { defaultValues } from '#lib/experiments/runtime/parameters.ts'
import { type RunResult, figuresOf } from '#lib/experiments/runtime/result.ts'
import { runInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { buildExperiments } from './build-experiments.ts'

const ROOT = join(import.meta.dirname, '..')

/** Float32 has no more digits than seven; the file is shorter and the same on most machines. */
const shorten = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value

/** Runs the compiled experiment as the page would, in this process, with its default parameters and seed. */
async function record(slug: string): Promise<RunResult> {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'public/lab/manifest.json'), 'utf8')) as LabManifest
  const entry = manifest.experiments.find((one) => one.slug === slug)
  if (!entry) throw new Error(`There is no experiments/${slug}/experiment.ts.`)
  const file = pathToFileURL(join(ROOT, 'public', entry.url)).href
  const { default: definition } = (await import(file)) as { default: ExperimentDefinition }
  const run = await runInNode(definition)
  return {
    codeVersion: entry.codeVersion,
    parameters: defaultValues(definition.parameters),
    seed: definition.seed,
    device: run.device,
    milliseconds: Math.round(run.milliseconds),
    finishedAt: new Date().toISOString(),
    figures: figuresOf(definition, run.events),
    verdicts: run.verdicts,
    metrics: run.metrics,
  }
}

try {
  const slug = process.argv[2] ?? ''
  await buildExperiments()
  const result = await record(slug)
  writeFileSync(join(ROOT, 'experiments', slug, 'result.json'), `${JSON.stringify(result, shorten)}\n`)
  await buildExperiments()
  for (const { claim, outcome, value } of result.verdicts) console.log(`${claim}: ${outcome} (${value ?? 'no number'})`)
  console.log(`experiments/${slug}/result.json, ${(result.milliseconds / 1000).toFixed(1)} s on ${result.device.label}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
