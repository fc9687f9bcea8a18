import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import type { ParameterValues } from '#lib/experiments/runtime/contract.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { readParameters } from '#lib/experiments/runtime/parameters.ts'
import { LIMITS } from '#lib/experiments/runtime/limits.ts'
import { type FigureData, type RunResult, emptyFigure } from '#lib/experiments/runtime/result.ts'
import { type Measurement, type Verdict, judge } from '#lib/experiments/runtime/verdict.ts'
import { wellFormed } from '#lib/experiments/authored/well-formed.ts'

/**
 * A run comes as data from a member's browser. What is kept of it has an end and fits the experiment's
 * description; its verdicts are judged again here. What is no number (NaN, infinite) is kept as null.
 */

const MOST_METRICS = 100

/** Cut first: that may leave half a character at the end. */
const cut = (length: number) => z.string().transform((text) => wellFormed(text.slice(0, length)))
const measured = z.preprocess(
  (value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value),
  z.number().nullable(),
)
const cell = z.union([cut(500), z.boolean(), measured])
const span = z.object({
  lane: cut(100),
  start: z.number(),
  end: z.number(),
  kind: cut(40),
  label: cut(200).optional(),
})

const figureSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lines'),
    series: z.record(z.string().max(40), z.array(z.tuple([measured, measured])).max(LIMITS.points)),
  }),
  z.object({ kind: z.literal('table'), rows: z.array(z.record(z.string().max(60), cell)).max(LIMITS.rows) }),
  z
    .object({
      kind: z.literal('image'),
      width: z.int().min(0).max(LIMITS.pixels),
      height: z.int().min(0).max(LIMITS.pixels),
      rgba: z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/),
    })
    .refine(({ width, height, rgba }) => rgba.length === 4 * Math.ceil((width * height * 4) / 3), 'No such image.'),
  z.object({ kind: z.literal('timeline'), spans: z.array(span).max(LIMITS.spans) }),
])
type KeptFigure = z.output<typeof figureSchema>

export const seedSchema = z.int().min(0).max(0x7fffffff)
export const codeVersionSchema = z.string().regex(/^[0-9a-f]{64}$/, 'This is no version of an experiment’s code.')

/** A finished run as the page sends it. */
export const runInputSchema = z.object({
  codeVersion: codeVersionSchema,
  parameters: z.record(z.string().max(60), z.union([z.number(), z.string().max(200), z.boolean()])),
  seed: seedSchema,
  device: z.object({
    kind: z.enum(['webgpu', 'wasm', 'plain']),
    label: cut(200).pipe(z.string().min(1)),
    fallbackAdapter: z.boolean(),
  }),
  milliseconds: z.number().min(0).max(86_400_000),
  figures: z.record(z.string().max(60), figureSchema),
  verdicts: z
    .array(
      z.object({
        claim: z.string().max(60),
        outcome: z.enum(['holds', 'does not hold', 'undecided']),
        value: measured,
        note: cut(1000).nullable(),
      }),
    )
    .max(100),
  metrics: z
    .array(z.object({ name: cut(100).pipe(z.string().min(1)), value: measured, unit: cut(40).nullable() }))
    .max(MOST_METRICS),
})
export type RunInput = z.output<typeof runInputSchema>

/** The parameters of a run, if they are ones that the experiment allows. @throws AppError invalid. */
function checkParameters(description: ExperimentDescription, input: RunInput): ParameterValues {
  const texts = Object.fromEntries(Object.entries(input.parameters).map(([name, value]) => [name, String(value)]))
  const { values, refused } = readParameters(description.parameters, description.seed, texts)
  const wrong = [...refused, ...Object.keys(description.parameters).filter((name) => !Object.hasOwn(texts, name))]
  if (wrong.length > 0)
    throw new AppError('invalid', `The run’s parameters are not the experiment’s: ${wrong.join(', ')}.`)
  return values
}

/** What was measured, judged by the claims as they stand: whatever verdict the browser sent is not asked. */
export function judgeAgain(description: ExperimentDescription, given: readonly Verdict[]): Verdict[] {
  const measurements = new Map<string, Measurement>()
  for (const { claim, outcome, value, note } of given)
    measurements.set(claim, { value, undecided: outcome === 'undecided', note })
  return judge(description.claims, measurements).map((verdict) => {
    // `judge` knows null as "not measured"; here it also is a measured number that was none.
    const measurement = measurements.get(verdict.claim)
    if (!measurement || measurement.undecided || measurement.value !== null) return verdict
    return { ...verdict, outcome: 'does not hold', note: measurement.note ?? 'What was measured is no finite number.' }
  })
}

function keptFigures(description: ExperimentDescription, input: RunInput): Record<string, KeptFigure> {
  return Object.fromEntries(
    Object.entries(description.figures).map(([name, spec]) => {
      const given = Object.hasOwn(input.figures, name) ? input.figures[name] : undefined
      if (!given) return [name, emptyFigure(spec)]
      if (given.kind !== spec.kind) throw new AppError('invalid', `The figure “${name}” is not of its kind.`)
      if (given.kind === 'table' && spec.kind === 'table') {
        // What is in no column is never shown, and could be anything.
        const keys = new Set(spec.columns.map(({ key }) => key))
        const inColumns = (row: (typeof given.rows)[number]) =>
          Object.fromEntries(Object.entries(row).filter(([key]) => keys.has(key)))
        return [name, { kind: 'table', rows: given.rows.map(inColumns) }]
      }
      if (given.kind !== 'lines' || spec.kind !== 'lines') return [name, given]
      const series = Object.keys(spec.series).map((each) => [
        each,
        (Object.hasOwn(given.series, each) ? given.series[each] : undefined) ?? [],
      ])
      return [name, { kind: 'lines', series: Object.fromEntries(series) as typeof given.series }]
    }),
  )
}

export type KeptRun = {
  parameters: ParameterValues
  verdicts: Verdict[]
  metrics: RunInput['metrics']
  figures: Record<string, KeptFigure>
}

/**
 * What is kept of a run that came as data.
 * @throws AppError invalid where it is not a run of this experiment.
 */
export function keepRun(description: ExperimentDescription, input: RunInput): KeptRun {
  return {
    parameters: checkParameters(description, input),
    verdicts: judgeAgain(description, input.verdicts),
    metrics: input.metrics,
    figures: keptFigures(description, input),
  }
}

const orNaN = (value: number | null) => value ?? Number.NaN

/** Kept metrics as a result has them. */
export const readMetrics = (kept: RunInput['metrics']): RunResult['metrics'] =>
  kept.map(({ name, value, unit }) => ({ name, value: orNaN(value), unit }))

/** Kept figures as a result has them. */
export function readFigures(kept: Record<string, KeptFigure>): Record<string, FigureData> {
  return Object.fromEntries(
    Object.entries(kept).map(([name, figure]): [string, FigureData] => {
      if (figure.kind === 'timeline')
        return [
          name,
          {
            kind: 'timeline',
            spans: figure.spans.map(({ label, ...rest }) => ({ ...rest, ...(label === undefined ? {} : { label }) })),
          },
        ]
      if (figure.kind !== 'lines') return [name, figure]
      const series = Object.entries(figure.series).map(([each, points]): [string, [number, number][]] => [
        each,
        points.map(([x, y]) => [orNaN(x), orNaN(y)]),
      ])
      return [name, { kind: 'lines', series: Object.fromEntries(series) }]
    }),
  )
}

/** A result that was recorded to a file, where what is no number is null too. */
export const readDiskResult = (result: RunResult): RunResult => ({
  ...result,
  figures: readFigures(result.figures),
  metrics: readMetrics(result.metrics),
})
