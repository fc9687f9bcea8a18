const SUPERSCRIPTS: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}

/** "10⁻³". */
export const powerOfTen = (exponent: number) => `10${[...String(exponent)].map((sign) => SUPERSCRIPTS[sign]).join('')}`

const withMinus = (text: string) => text.replaceAll('-', '−')

/**
 * A measured number as a person reads it: "0.858", "−12.5", "9,432", "3.1 × 10⁻⁶".
 * @param digits how many of them count.
 */
export function numberText(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'not a number'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e9) return withMinus(value.toLocaleString('en'))
  if (size < 1e-3 || size >= 1e6) {
    const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e')
    const short = mantissa.replace(/\.?0+$/, '')
    // No line ends within a number.
    return withMinus(short) + `\u00a0×\u00a0${powerOfTen(Number(exponent))}`
  }
  return withMinus(value.toLocaleString('en', { maximumSignificantDigits: digits }))
}

/** A length of time: "480 ms", "3.2 s", "2 min 5 s". */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}
