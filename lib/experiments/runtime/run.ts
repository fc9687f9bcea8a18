import type { Compute } from './compute.ts'
import type {
  Cell,
  Device,
  ExperimentContext,
  ExperimentDefinition,
  ParameterSpecs,
  ParameterValues,
  Pixels,
  Row,
  Span,
} from './contract.ts'
import { createRandom } from './random.ts'
import { type Measurement, type Verdict, judge } from './verdict.ts'

/** What a run says while it computes. */
export type RunEvent =
  | { type: 'progress'; fraction: number | null; doing: string | null }
  | { type: 'point'; figure: string; series: string; x: number; y: number }
  | { type: 'row'; figure: string; row: Row }
  | { type: 'image'; figure: string; pixels: Pixels }
  | { type: 'timeline'; figure: string; spans: readonly Span[] }
  | { type: 'verdict'; verdict: Verdict }
  | { type: 'metric'; name: string; value: number; unit: string | null }

export type RunOutcome = { verdicts: Verdict[]; metrics: { name: string; value: number; unit: string | null }[] }

export class RunCancelled extends Error {
  override name = 'RunCancelled'
}

export type RunOptions = {
  jax: Compute
  device: Device
  parameters: ParameterValues
  seed: number
  emit(event: RunEvent): void
  signal?: AbortSignal
  /** Waited for at every tick: the worker lets messages in and pauses here. */
  breathe?(): Promise<void>
}

function known<T>(table: Record<string, T>, kind: string, name: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  if (found === undefined)
    throw new Error(`The experiment has no ${kind} “${name}”: it has ${Object.keys(table).join(', ') || 'none'}.`)
  return found
}

/** A row as JSON can hold it: a number that is none (NaN) becomes its word. */
function plainRow(row: Row): Row {
  const cells = Object.entries(row).map(([key, cell]): [string, Cell] => {
    if (typeof cell === 'number') return [key, Number.isFinite(cell) ? cell : String(cell)]
    return [key, typeof cell === 'boolean' || cell === null ? cell : String(cell)]
  })
  return Object.fromEntries(cells)
}

/**
 * Runs an experiment once, wherever it is: a worker in the browser, or Node for its tests.
 * @throws RunCancelled when `signal` says so; what the experiment throws, as it is.
 */
export async function runExperiment<Specs extends ParameterSpecs>(
  definition: ExperimentDefinition<Specs>,
  options: RunOptions,
): Promise<RunOutcome> {
  const { emit, signal } = options
  const measured = new Map<string, Measurement>()
  const metrics = new Map<string, { name: string; value: number; unit: string | null }>()

  const figureOf = (name: string, kind: string) => {
    const figure = known(definition.figures, 'figure', name)
    if (figure.kind !== kind) throw new Error(`The figure “${name}” is of kind ${figure.kind}, not ${kind}.`)
    return figure
  }
  const answer = (claim: string, measurement: Measurement) => {
    const spec = known(definition.claims, 'claim', claim)
    measured.set(claim, measurement)
    const [verdict] = judge({ [claim]: spec }, measured)
    if (verdict) emit({ type: 'verdict', verdict })
  }

  const context: ExperimentContext = Object.freeze({
    jax: options.jax,
    device: options.device,
    parameters: Object.freeze({ ...options.parameters }),
    seed: options.seed,
    random: createRandom(options.seed),
    async tick(fraction?: number, doing?: string) {
      if (fraction !== undefined || doing !== undefined)
        emit({ type: 'progress', fraction: fraction ?? null, doing: doing ?? null })
      if (signal?.aborted) throw new RunCancelled('The run was cancelled.')
      await options.breathe?.()
      if (signal?.aborted) throw new RunCancelled('The run was cancelled.')
    },
    point(figure: string, series: string, x: number, y: number) {
      const spec = figureOf(figure, 'lines')
      if (spec.kind === 'lines') known(spec.series, 'series', series)
      const point = { x: Number(x), y: Number(y) }
      if (Number.isFinite(point.x) && Number.isFinite(point.y)) emit({ type: 'point', figure, series, ...point })
    },
    row(figure: string, row: Row) {
      figureOf(figure, 'table')
      emit({ type: 'row', figure, row: plainRow(row) })
    },
    image(figure: string, pixels: Pixels) {
      figureOf(figure, 'image')
      emit({ type: 'image', figure, pixels })
    },
    timeline(figure: string, spans: readonly Span[]) {
      figureOf(figure, 'timeline')
      emit({ type: 'timeline', figure, spans })
    },
    measure: (claim: string, value: number, note?: string) =>
      answer(claim, { value: Number(value), undecided: false, note: note ?? null }),
    undecided: (claim: string, why: string, value?: number) =>
      answer(claim, { value: value ?? null, undecided: true, note: why }),
    metric(name: string, value: number, unit?: string) {
      const metric = { name, value: Number(value), unit: unit ?? null }
      if (!Number.isFinite(metric.value)) return
      metrics.set(name, metric)
      emit({ type: 'metric', ...metric })
    },
  })

  await definition.run(context as ExperimentContext<never>)
  return { verdicts: judge(definition.claims, measured), metrics: [...metrics.values()] }
}
