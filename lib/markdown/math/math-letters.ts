/**
 * Letters of mathematical alphabets. KaTeX writes ℝ in MathML as `<mi mathvariant="double-struck">R</mi>`,
 * which today's browsers show, and read out, as a plain R (MathML Core has dropped the attribute).
 */
const ALPHABETS: Record<string, { upper: number; lower: number; digits?: number }> = {
  bold: { upper: 0x1d400, lower: 0x1d41a, digits: 0x1d7ce },
  'bold-italic': { upper: 0x1d468, lower: 0x1d482 },
  script: { upper: 0x1d49c, lower: 0x1d4b6 },
  fraktur: { upper: 0x1d504, lower: 0x1d51e },
  'double-struck': { upper: 0x1d538, lower: 0x1d552, digits: 0x1d7d8 },
  'sans-serif': { upper: 0x1d5a0, lower: 0x1d5ba, digits: 0x1d7e2 },
  monospace: { upper: 0x1d670, lower: 0x1d68a, digits: 0x1d7f6 },
}

/** Those that Unicode had before it had the alphabets. */
const ELSEWHERE: Record<string, Record<string, string>> = {
  script: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
  fraktur: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' },
  'double-struck': { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
}

function letter(character: string, variant: string): string {
  const alphabet = ALPHABETS[variant]
  const code = character.charCodeAt(0)
  if (!alphabet) return character
  const other = ELSEWHERE[variant]?.[character]
  if (other) return other
  if (code >= 65 && code <= 90) return String.fromCodePoint(alphabet.upper + code - 65)
  if (code >= 97 && code <= 122) return String.fromCodePoint(alphabet.lower + code - 97)
  if (code >= 48 && code <= 57 && alphabet.digits) return String.fromCodePoint(alphabet.digits + code - 48)
  return character
}

/** KaTeX's MathML with the letters themselves in place of the attribute. */
export function withMathLetters(html: string): string {
  return html.replace(
    /<(mi|mn) mathvariant="([a-z-]+)">([A-Za-z0-9]+)<\/\1>/g,
    (whole, tag: string, variant: string, text: string) => {
      if (!ALPHABETS[variant]) return whole
      return `<${tag}>${[...text].map((character) => letter(character, variant)).join('')}</${tag}>`
    },
  )
}
