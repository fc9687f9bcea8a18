import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { LabEntry } from '#lib/experiments/runtime/lab.ts'
import type { ExperimentText } from './authored/schema.ts'
import type { RunInput } from './runs/stored-run.ts'

/** An experiment with one of everything, and a run of it: for tests. */

export const DESCRIPTION: ExperimentDescription = {
  title: 'Does the loss fall?',
  question: 'Is $L$ smaller at the end?',
  paper: { title: 'A paper', arxiv: '2507.16003' },
  explanation: 'With **words** and $x^2$.',
  parameters: { d: { kind: 'integer', label: 'Width', default: 4, min: 1, max: 64 } },
  seed: 1,
  budget: { seconds: 10, megabytes: 64 },
  agreement: 0.01,
  claims: {
    falls: {
      source: 'Figure 1',
      statement: 'The loss $L$ falls.',
      measure: 'The last loss.',
      sense: 'at most',
      expected: 0.5,
      tolerance: 0.1,
    },
    exact: {
      source: 'Theorem 2.2',
      statement: 'Both are equal.',
      measure: 'The greatest difference.',
      sense: 'at most',
      expected: 1e-4,
      tolerance: 0,
    },
  },
  figures: {
    loss: {
      kind: 'lines',
      title: 'Loss',
      x: { label: 'step' },
      y: { label: 'loss' },
      series: { train: { label: 'train' } },
    },
    table: { kind: 'table', title: 'Numbers', columns: [{ key: 'n', label: 'n' }] },
  },
}

export const ONE_EXPERIMENT: ExperimentText = {
  source:
    "import { defineExperiment } from 'colloquium'\nexport default defineExperiment({ title: 'Does the loss fall?' })\n",
  description: DESCRIPTION,
}

/** A run as a browser sends it. */
export const oneRun = (codeVersion: string, changed: Partial<RunInput> = {}): RunInput => ({
  codeVersion,
  parameters: { d: 4 },
  seed: 1,
  device: { kind: 'wasm', label: 'CPU: WebAssembly, 1 thread', fallbackAdapter: false },
  milliseconds: 1234.5,
  figures: {
    loss: {
      kind: 'lines',
      series: {
        train: [
          [0, 2],
          [1, 0.4],
        ],
      },
    },
    table: { kind: 'table', rows: [{ n: 3 }] },
  },
  verdicts: [
    { claim: 'falls', outcome: 'holds', value: 0.4, note: null },
    { claim: 'exact', outcome: 'holds', value: 2e-6, note: 'of 256' },
  ],
  metrics: [
    { name: 'loss', value: 0.4, unit: null },
    { name: 'a step', value: 3, unit: 'ms' },
  ],
  ...changed,
})

/** The same experiment as it would lie on disk, recorded. */
export const onDisk = (changed: Partial<LabEntry> = {}): LabEntry => {
  const codeVersion = 'd'.repeat(64)
  const { parameters, seed, device, milliseconds } = oneRun(codeVersion)
  return {
    slug: 'on-disk',
    url: '/lab/on-disk.1.js',
    bytes: 10,
    codeVersion,
    description: { ...DESCRIPTION, title: 'On disk' },
    explanation: 'From a *folder*.',
    source:
      "import { defineExperiment } from '#lib/experiments/runtime/contract.ts'\nexport default defineExperiment({})\n",
    result: {
      ...{ codeVersion, parameters, seed, device, milliseconds },
      finishedAt: '2026-01-01T00:00:00.000Z',
      figures: { loss: { kind: 'lines', series: { train: [[0, 1]] } } },
      verdicts: [{ claim: 'falls', outcome: 'holds', value: 0.3, note: null }],
      metrics: [],
    },
    ...changed,
  }
}
