import type { Compute, DeviceKind } from './compute.ts'
import type { RandomStream } from './random.ts'

/**
 * What an experiment is. It is a folder (`experiments/<slug>/experiment.ts`) or a text that a member
 * wrote; either exports `defineExperiment({ … })` as its default. It runs in a sealed worker in the
 * reader's browser, and in Node for its tests; it sees its context and nothing else.
 */

export type NumberParameter = {
  kind: 'integer' | 'number'
  label: string
  default: number
  min: number
  max: number
  step?: number
  unit?: string
  help?: string
}
export type ChoiceParameter = {
  kind: 'choice'
  label: string
  default: string
  options: readonly { value: string; label: string }[]
  help?: string
}
export type SwitchParameter = { kind: 'switch'; label: string; default: boolean; help?: string }
export type ParameterSpec = NumberParameter | ChoiceParameter | SwitchParameter
export type ParameterSpecs = Record<string, ParameterSpec>
export type ParameterValue = number | string | boolean
export type ParameterValues = Record<string, ParameterValue>

type ValueOf<Spec extends ParameterSpec> = Spec extends NumberParameter
  ? number
  : Spec extends SwitchParameter
    ? boolean
    : string
export type ValuesOf<Specs extends ParameterSpecs> = { [Name in keyof Specs]: ValueOf<Specs[Name]> }

/** How a measured number is held against the expected one. */
export type Sense = 'at most' | 'at least' | 'near'

/** Something that the paper says, put so that a number can answer it. */
export type ClaimSpec = {
  /** Where the paper says it: "Theorem 2.2", "Equation (4)", "Figure 3". */
  source: string
  /** What it says, in Markdown with KaTeX. */
  statement: string
  /** What is measured here, in Markdown with KaTeX. */
  measure: string
  sense: Sense
  expected: number
  /** How far the measured number may be from the expected one, on the wrong side; in the measure's own unit. */
  tolerance: number
  unit?: string
}

export type AxisSpec = { label: string; scale?: 'linear' | 'log' }
export type SeriesSpec = { label: string; dashed?: boolean; marks?: 'line' | 'points' | 'both' }
export type FigureSpec =
  | { kind: 'lines'; title: string; caption?: string; x: AxisSpec; y: AxisSpec; series: Record<string, SeriesSpec> }
  | {
      kind: 'table'
      title: string
      caption?: string
      columns: readonly { key: string; label: string; unit?: string }[]
    }
  | { kind: 'image'; title: string; caption?: string }
  /** A Gantt chart: spans on lanes. `kinds` are the colours' legend. */
  | { kind: 'timeline'; title: string; caption?: string; unit: string; kinds: Record<string, { label: string }> }

export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>
export type Span = { lane: string; start: number; end: number; kind: string; label?: string }
/** RGBA, row by row from the top. */
export type Pixels = { width: number; height: number; rgba: Uint8ClampedArray }

export type { DeviceKind }
/** Where it computes, named honestly: "GPU: NVIDIA Lovelace", "CPU: WebAssembly, 1 thread". */
export type Device = { kind: DeviceKind; label: string; fallbackAdapter: boolean }

export type Budget = {
  /** Longest time that a run with the default parameters may take on the CPU. */
  seconds: number
  /** Most memory that a run may hold on its device. */
  megabytes: number
}

export type ExperimentContext<Values = ParameterValues> = {
  /** The compute library: see `lib/experiments/runtime/compute.ts`. */
  jax: Compute
  device: Device
  parameters: Values
  seed: number
  /** Seeded random numbers, the same on every device: make data and first weights from them, then upload. */
  random: RandomStream
  /**
   * Says how far the run is (0 to 1) and what it does, and gives way: cancelling and pausing happen
   * here. Call it in every step of a loop; it costs next to nothing.
   * @throws when the run was cancelled; let it through.
   */
  tick(fraction?: number, doing?: string): Promise<void>
  /** Adds a point to a series of a `lines` figure; one that is not finite has no place in it and is left out. */
  point(figure: string, series: string, x: number, y: number): void
  /** Adds a row to a `table` figure. */
  row(figure: string, row: Row): void
  /** Draws an `image` figure, replacing what it showed. */
  image(figure: string, pixels: Pixels): void
  /** Draws a `timeline` figure, replacing what it showed. */
  timeline(figure: string, spans: readonly Span[]): void
  /** Answers a claim with a number; measured again, the last number counts. */
  measure(claim: string, value: number, note?: string): void
  /** Says that at this size the claim cannot be decided, and why; the number is shown beside it. */
  undecided(claim: string, why: string, value?: number): void
  /** A number worth keeping with the run that is no claim; one that is not finite is left out. */
  metric(name: string, value: number, unit?: string): void
}

export type ExperimentDefinition<Specs extends ParameterSpecs = ParameterSpecs> = {
  title: string
  /** The question that it answers, one sentence. */
  question: string
  /** The paper whose claims it checks. */
  paper: { title: string; arxiv?: string; doi?: string }
  /** Markdown with KaTeX. A folder keeps it in its README.md instead. */
  explanation?: string
  parameters: Specs
  seed: number
  budget: Budget
  /** How far the numbers of a CPU run and a GPU run with the same seed may differ, relative to the greater. */
  agreement: number
  claims: Record<string, ClaimSpec>
  figures: Record<string, FigureSpec>
  /** Parameters of a run that takes a second or two: tests use them. */
  quick?: Partial<ValuesOf<Specs>>
  run(context: ExperimentContext<ValuesOf<Specs>>): Promise<void>
}

/** Gives `run` the types of the parameters. */
export function defineExperiment<const Specs extends ParameterSpecs>(
  definition: ExperimentDefinition<Specs>,
): ExperimentDefinition<Specs> {
  return definition
}
