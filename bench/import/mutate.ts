import fc from 'fast-check'

const NASTY = [
  '<details>',
  '</details>',
  '<table><tr><td>',
  '<!--',
  '```',
  '~~~',
  '$$',
  '[](',
  '](',
  '![',
  '**[',
  '|',
  '\n|-|-|\n',
  '\r',
  '\r\n',
  '\t',
  '\u0000',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\ud83d\ude00',
  '\\',
  '&amp;',
  '<a href="',
  '@article{',
  '[x]: http://example.org',
  '====',
  '----',
  '#',
]

const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .tuple(
      fc.constantFrom('> ', '- ', '  - ', '[', '*', '(', '<div>', '#', '`', '1. '),
      fc.integer({ min: 1, max: 400 }),
    )
    .map(([mark, times]) => mark.repeat(times)),
  fc
    .tuple(
      fc.constantFrom('a', ' ', '[a](b) ', '**a** ', '| a ', 'é', 'https://a.b/c '),
      fc.integer({ min: 1, max: 3000 }),
    )
    .map(([piece, times]) => piece.repeat(times)),
)

type Cut = { at: number; length: number; from: number; piece: string; how: 'cut' | 'splice' | 'twice' | 'insert' }

function apply(text: string, other: string, { at, length, from, piece, how }: Cut): string {
  const start = Math.floor(at * text.length)
  const end = Math.min(text.length, start + length)
  const middle = {
    cut: '',
    splice: other.slice(Math.floor(from * other.length)).slice(0, length),
    twice: text.slice(start, end).repeat(2),
    insert: piece + text.slice(start, end),
  }[how]
  return text.slice(0, start) + middle + text.slice(end)
}

const unit = fc.double({ min: 0, max: 1, noNaN: true })

/** READMEs as they should not be: pieces of `texts` cut, spliced, doubled, and strewn with what breaks parsers. */
export function mutatedReadme(texts: readonly string[]): fc.Arbitrary<string> {
  const index = fc.nat({ max: texts.length - 1 })
  const cut: fc.Arbitrary<Cut> = fc.record({
    at: unit,
    length: fc.nat({ max: 600 }),
    from: unit,
    piece: nasty,
    how: fc.constantFrom('cut', 'splice', 'twice', 'insert'),
  })
  return fc
    .record({
      one: index,
      other: index,
      start: unit,
      size: fc.integer({ min: 0, max: 12_000 }),
      cuts: fc.array(cut, { maxLength: 12 }),
    })
    .map(({ one, other, start, size, cuts }) => {
      const whole = texts[one] ?? ''
      const from = Math.floor(start * Math.max(0, whole.length - size))
      return cuts.reduce((text, each) => apply(text, texts[other] ?? '', each), whole.slice(from, from + size))
    })
}
