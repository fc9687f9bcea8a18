import type { Device, ParameterValues } from './contract.ts'
import type { ExperimentDescription } from './description.ts'
import type { WireEvent } from './messages.ts'
import { type FigureData, MOST_WEIGHT, type RunResult, applyToFigures, figuresOf, weightOf } from './result.ts'
import { type Measurement, type Verdict, judge } from './verdict.ts'

const MOST_METRICS = 100

/**
 * What the page makes of a run's events. Figures, claims and bounds are the description's; a verdict is
 * judged here from the measured number, whatever the worker says that it came to.
 */
export class RunRecord {
  fraction: number | null = null
  doing: string | null = null
  figures: Record<string, FigureData>
  readonly #description: ExperimentDescription
  readonly #measured = new Map<string, Measurement>()
  readonly #metrics = new Map<string, { name: string; value: number; unit: string | null }>()
  readonly #changed = new Set<string>()
  #weight = 0

  constructor(description: ExperimentDescription) {
    this.#description = description
    this.figures = figuresOf(description, [])
  }

  apply(event: WireEvent): void {
    if (event.type === 'progress') {
      if (event.fraction !== null) this.fraction = Math.min(1, Math.max(0, event.fraction))
      if (event.doing !== null) this.doing = event.doing
    } else if (event.type === 'verdict') {
      const { claim, outcome, value, note } = event.verdict
      if (!Object.hasOwn(this.#description.claims, claim)) return
      // A number that is not finite crosses as null; it was measured all the same.
      const measured = value === null && outcome === 'does not hold' ? Number.NaN : value
      this.#measured.set(claim, { value: measured, undecided: outcome === 'undecided', note })
    } else if (event.type === 'metric') {
      if (this.#metrics.size >= MOST_METRICS && !this.#metrics.has(event.name)) return
      const { name, value, unit } = event
      this.#metrics.set(name, { name, value, unit })
    } else {
      const weight = weightOf(event)
      if (this.#weight + weight > MOST_WEIGHT) return
      const changed = applyToFigures(this.figures, event)
      if (changed === null) return
      this.#weight += weight
      this.#changed.add(changed)
    }
  }

  /** Figures that changed since the last time are new objects now. */
  takeFigures(): Record<string, FigureData> {
    if (this.#changed.size === 0) return this.figures
    const next = { ...this.figures }
    for (const name of this.#changed) {
      const figure = next[name]
      if (figure) next[name] = { ...figure }
    }
    this.#changed.clear()
    this.figures = next
    return next
  }

  /** Of the claims that were measured so far. */
  verdicts(): Verdict[] {
    return judge(this.#description.claims, this.#measured).filter(({ claim }) => this.#measured.has(claim))
  }

  metrics() {
    return [...this.#metrics.values()]
  }

  finish(run: {
    codeVersion: string
    parameters: ParameterValues
    seed: number
    device: Device
    milliseconds: number
    finishedAt: Date
  }): RunResult {
    return {
      codeVersion: run.codeVersion,
      parameters: run.parameters,
      seed: run.seed,
      device: run.device,
      milliseconds: Math.round(run.milliseconds),
      finishedAt: run.finishedAt.toISOString(),
      figures: this.takeFigures(),
      verdicts: judge(this.#description.claims, this.#measured),
      metrics: this.metrics(),
    }
  }
}
