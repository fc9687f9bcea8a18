import { extent } from 'd3-array'
import { format } from 'd3-format'
import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale'
import type { AxisSpec } from '#lib/experiments/runtime/contract.ts'
import { powerOfTen } from './number-text.ts'

export type Tick = { value: number; at: number; label: string }
export type Axis = {
  scale: ScaleLinear<number, number> | ScaleLogarithmic<number, number>
  ticks: Tick[]
  /** Whether a number can stand on it at all. */
  takes(value: number): boolean
}

/** Closer together than this, numbers have no room for ticks: a double ends soon below. */
const TINIEST = 1e-290

const trimZeros = (text: string) => text.replace(/(\.\d*?)0+(?=\D*$)/, '$1').replace(/\.(?=\D*$)/, '')

/** Labels for the ticks of a linear axis: plain, with SI prefixes where they are large, as powers of ten where tiny. */
export function linearLabels(values: readonly number[], step: number): string[] {
  const largest = Math.max(0, ...values.map(Math.abs))
  if (largest >= 10_000) return values.map((value) => trimZeros(format('.4~s')(value)))
  if (largest > 0 && largest < 1e-3) {
    const exponent = Math.floor(Math.log10(largest))
    return values.map((value) =>
      value === 0
        ? '0'
        : `${trimZeros((value / 10 ** exponent).toFixed(2)).replace('-', '−')} × ${powerOfTen(exponent)}`,
    )
  }
  const decimals = Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  return values.map((value) => format(`,.${decimals}f`)(value))
}

function linearAxis(domain: [number, number], range: [number, number], count: number, whole: boolean): Axis {
  const [low, high] = domain
  const largest = Math.max(Math.abs(low), Math.abs(high))
  // What differs by rounding alone has no ticks between its ends, and is drawn as one value.
  const isOne = high - low <= 1e-12 * largest || high - low < TINIEST
  const pad = !isOne ? 0 : largest < TINIEST ? 1 : largest * 0.1
  const scale = scaleLinear([low - pad, high + pad], range).nice(count)
  // Between two whole steps there is nothing to be named.
  const values = scale.ticks(count).filter((value) => !whole || Number.isInteger(value))
  const step = values.length > 1 ? (values[1] as number) - (values[0] as number) : 1
  const labels = linearLabels(values, step)
  return {
    scale,
    ticks: values.map((value, at) => ({ value, at: scale(value), label: labels[at] as string })),
    takes: Number.isFinite,
  }
}

function logLabel(value: number): string {
  const exponent = Math.round(Math.log10(value))
  const isPower = Math.abs(value / 10 ** exponent - 1) < 1e-9
  if (value >= 1e-3 && value < 1e4) return format('~r')(Number(value.toPrecision(6)))
  if (isPower) return powerOfTen(exponent)
  const below = Math.floor(Math.log10(value) + 1e-9)
  return `${Number((value / 10 ** below).toPrecision(3))} × ${powerOfTen(below)}`
}

function logAxis(domain: [number, number], range: [number, number], count: number): Axis {
  const [low, high] = domain
  const scale = scaleLog(low === high ? [low / 2, high * 2] : [low, high], range)
  const decades = Math.log10((scale.domain()[1] as number) / (scale.domain()[0] as number))
  if (decades >= 1.5) scale.nice()
  let values = scale.ticks(count)
  const powers = values.filter((value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9)
  // Over many decades only whole powers are named, and of those only as many as there is room for.
  if (powers.length >= 3) {
    const every = Math.ceil(powers.length / Math.max(2, count))
    values = powers.filter((_, at) => at % every === 0)
  } else if (values.length > count * 1.6) values = values.filter((value) => /^[125]/.test(value.toExponential()))
  return {
    scale,
    ticks: values.map((value) => ({ value, at: scale(value), label: logLabel(value) })).filter(({ label }) => label),
    takes: (value) => Number.isFinite(value) && value > 0,
  }
}

/**
 * An axis that shows all of `values` which can stand on it.
 * @param range in pixels; the first end is where the smallest number goes.
 * @param count about how many ticks there is room for.
 */
export function axisFor(spec: AxisSpec, values: Iterable<number>, range: [number, number], count: number): Axis {
  const isLog = spec.scale === 'log'
  const shown = Float64Array.from(values).filter((value) => Number.isFinite(value) && (!isLog || value > 0))
  const [low, high] = extent(shown)
  if (isLog) return logAxis([low ?? 0.1, high ?? 1], range, count)
  const isWhole = shown.length > 1 && high !== low && shown.every(Number.isInteger)
  return linearAxis([low ?? 0, high ?? 1], range, count, isWhole)
}
