import type { NumberParameter } from '#lib/experiments/runtime/contract.ts'

/** How finely a slider without a step of its own moves. */
const PLACES = 200

/** Over a wide range of positive numbers a slider moves by factors. */
const isLogarithmic = ({ min, max, step }: NumberParameter) => step === undefined && min > 0 && max / min >= 500

/** A number with as few digits as the slider can tell apart. */
const short = (value: number) => Number(value.toPrecision(3))

export type Slider = { min: number; max: number; step: number; at: number; valueAt(position: number): number }

/** A range input for a parameter that stands at `value`. */
export function sliderFor(spec: NumberParameter, value: number): Slider {
  const { min, max, kind } = spec
  if (isLogarithmic(spec)) {
    const low = Math.log(min)
    const high = Math.log(max)
    return {
      min: 0,
      max: PLACES,
      step: 1,
      at: (PLACES * (Math.log(value) - low)) / (high - low),
      valueAt(position) {
        if (position <= 0) return min
        if (position >= PLACES) return max
        const exact = short(Math.exp(low + ((high - low) * position) / PLACES))
        return Math.min(max, Math.max(min, kind === 'integer' ? Math.round(exact) : exact))
      },
    }
  }
  const step = spec.step ?? (kind === 'integer' ? 1 : (max - min) / PLACES)
  const valueAt = (position: number) => Math.min(max, Math.max(min, Number(position.toPrecision(12))))
  return { min, max, step, at: value, valueAt }
}
