import type { ClaimSpec } from '#lib/experiments/runtime/contract.ts'
import { numberText } from '../figures/number-text.ts'

const withUnit = (text: string, unit?: string) => (unit ? `${text} ${unit}` : text)

/** What number the claim asks for: "at most 1 × 10⁻⁴", "1 ± 0.05". */
export function expectedText({ sense, expected, tolerance, unit }: ClaimSpec): string {
  const number = numberText(expected, 4)
  if (sense === 'near') {
    const text = tolerance > 0 ? `${number} ± ${numberText(tolerance, 4)}` : `exactly ${number}`
    return withUnit(text, unit)
  }
  const room = tolerance > 0 ? ` (tolerance ${numberText(tolerance, 4)})` : ''
  return withUnit(`${sense} ${number}`, unit) + room
}

/** The measured number: "3.1 × 10⁻⁶ MB". */
export const measuredText = (value: number, { unit }: ClaimSpec) => withUnit(numberText(value, 3), unit)
