// inputs: prisma/seed/README.md
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accountForLines, unaccountedLines } from '#lib/readme/report/account.ts'
import { readDocument } from './read-document.ts'
import type { Span } from '#lib/readme/span.ts'

const seed = readFileSync(join(import.meta.dirname, '../../../prisma/seed/README.md'), 'utf8')
const A = 'https://arxiv.org/abs/2109.01652'
const SAMPLE = `${seed}

## Tables

| Title | Venue | Code |
|---|---|---|
${Array.from({ length: 12 }, (_, n) => `| [**Title number ${n} of many**](${A}${n}) <br> A. Author | ICLR 2022 | - |`).join('\n')}

<table>
<tr><th>Paper</th><th>Year</th></tr>
<tr><td><a href="${A}">A title in a table of HTML</a></td><td>2022</td></tr>
</table>

<details open>
<summary>Folded</summary>

1. **A title that is bold**, Wei et al., ICLR 2022 [[pdf](${A})]
   - a remark
     > a quotation
2. [A title that is a link](${A}) - words

</details>

\`\`\`bibtex
@article{a, title = {One title of a paper}, author = {Wei, J. and others}, year = 2022}
@article{b, title = {Another title of a paper}}
\`\`\`

**[1]** Wei, J. "**A quoted title**." ICLR (2022). [[pdf]](${A})
**[2]** Le, Q. "**Another quoted title**." ICLR (2022). [[pdf]](${A})
`

const NOISE = fc.oneof(
  fc.constantFrom(
    '<details>',
    '</details>',
    '<table>',
    '<tr><td>',
    '</td>',
    '</table>',
    '<!--',
    '-->',
    '```',
    '$$',
    '|',
    '\n|-|-|\n',
    '\r\n',
    '\r',
    '\n\n',
    '[',
    '](',
    '**',
    '<a href="',
    '"',
    '{',
    '}',
    '@misc{',
    '\u2028',
    '\u0000',
    '\ud800',
    '\ufeff',
    '> ',
    '- ',
    '\t',
    '1. ',
    '[x]: y\n',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc
    .tuple(fc.constantFrom('> ', '- ', '  ', '[', '<div>', '**', '<details>\n', '$', '|', '`', '<a "'), fc.nat(300))
    .map(([piece, times]) => piece.repeat(times)),
  fc.tuple(fc.constantFrom('word ', 'Wei, J., ', '[x](y) '), fc.nat(1500)).map(([piece, times]) => piece.repeat(times)),
)

type Change = { kind: 'cut' | 'double' | 'move' | 'put'; from: number; size: number; to: number; noise: string }
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('cut', 'double', 'move', 'put'),
  from: fc.nat(),
  size: fc.nat(600),
  to: fc.nat(),
  noise: NOISE,
})

function apply(text: string, { kind, from, size, to, noise }: Change): string {
  const start = from % (text.length + 1)
  const piece = text.slice(start, start + size)
  if (kind === 'put') return text.slice(0, start) + noise + text.slice(start)
  const without = text.slice(0, start) + text.slice(start + size)
  if (kind === 'cut') return without
  const rest = kind === 'move' ? without : text
  const at = to % (rest.length + 1)
  return rest.slice(0, at) + piece + rest.slice(at)
}

const lies = (inner: Span | null, outer: Span) =>
  inner === null || (inner.start >= outer.start && inner.end <= outer.end)

it('a README that was cut, spliced and spoilt is read without a crash, and each of its lines has its place', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const text = changes.reduce(apply, SAMPLE)
      const document = readDocument(text)
      expect(unaccountedLines(text, document)).toEqual([])
      expect(accountForLines(text, document).length).toBe(text.split(/\r\n|\r|\n/).length)
      const { entries, prose, refused, sections, titleSpan } = document
      const spans = [...entries, ...prose, ...refused, ...sections].flatMap(({ span }) => span ?? [])
      if (titleSpan) spans.push(titleSpan)
      let at = 0
      for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
        expect(start).toBeGreaterThanOrEqual(at)
        expect(end).toBeGreaterThan(start)
        at = end
      }
      expect(at).toBeLessThanOrEqual(text.length)
      for (const { parts, span, noteSpan, title } of entries) {
        expect(title).not.toBe('')
        const { links, ...fields } = parts
        const inner = [...Object.values(fields), ...links.map((link) => link.span), noteSpan]
        expect(inner.every((part) => lies(part, span))).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
}, 60_000)
