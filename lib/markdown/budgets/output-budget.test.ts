import { describe, expect, it } from 'vitest'
import { formatNote } from '#lib/markdown/format-note.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'

const filled = (text: string, length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length)
const matrix = (cells: number) => `$$\n\\begin{matrix}${'&'.repeat(cells)}\\end{matrix}\n$$\n\n`

/** Each is short to write, and would make a page of tens or hundreds of megabytes. */
const VAST: [what: string, text: string, said: string][] = [
  ['a dozen vast matrices', matrix(9_900).repeat(14), 'This formula makes more than 1 MB of HTML.'],
  ['many large matrices', matrix(1_400).repeat(80), 'those after the first 4 show their TeX.'],
  [
    'columns without end',
    `$$\n\\begin{array}{${'|'.repeat(9_000)}}a\\end{array}\n$$`,
    'This formula makes more than 1 MB of HTML.',
  ],
  [
    'a colour’s long name on every letter',
    `$\\textcolor{${'a'.repeat(3000)}}{${'x1'.repeat(3000)}}$`,
    'This formula makes more than 1 MB of HTML.',
  ],
  ['an argument that doubles', '$\\def\\a#1{\\a{#1#1}}\\a{x}$', 'The macros of this formula make it too long'],
  [
    'an argument that is put in thousandfold',
    `$\\def\\a#1{${'#1'.repeat(2000)}}\\a{${'x'.repeat(4000)}}$`,
    'The macros of this formula make it too long',
  ],
  ['an address that is repeated', `${'[a][b]\n\n'.repeat(1400)}[b]: /${'a'.repeat(30_000)}`, 'Its references repeat'],
  [
    'an image’s address that is repeated',
    `${'![a][b]\n\n'.repeat(1400)}[b]: /${'a'.repeat(30_000)}`,
    'Its references repeat',
  ],
  [
    'a footnote with a long name',
    `${`x[^${'中'.repeat(300)}]\n\n`.repeat(350)}[^${'中'.repeat(300)}]: x`,
    'Its references repeat',
  ],
  ['bold letters with a long title', `<b title="${'a'.repeat(20_000)}">\n\n${'x\n\n'.repeat(5000)}`, 'too tangled'],
  [
    'a table of short rows',
    `|${'a|'.repeat(200)}\n|${'-|'.repeat(200)}\n${'|x\n'.repeat(100)}`,
    'tables are too large',
  ],
]

describe('a text that is short and makes much', () => {
  it.each(VAST)('is shown within bounds, with a sentence: %s', (_what, text, said) => {
    const { html } = formatNote(text)
    expect(html).toContain(said)
    expect(html.length).toBeLessThan(4_000_000)
    // What cannot be typeset is its source, each letter at most an escape of six.
    if (!said.includes('those after')) expect(html.length).toBeLessThan(6 * text.length + 1000)
  })

  it('is refused as a whole where everything together is too large, whatever it was', () => {
    const citation = { href: `/l/a/p/${'b'.repeat(2000)}`, title: 'A title', detail: '' }
    const { html } = formatNote('[@arxiv:1] '.repeat(2500), { resolveCitation: () => citation })
    expect(html).toContain('This text is shown as it was written. It makes more than 4 MB of HTML.')
    expect(html.length).toBeLessThan(50_000)
  })

  it('cites a paper with a thousand authors by the first of them', () => {
    const citation = { href: '/p/1', title: 'A title', detail: 'Somebody, '.repeat(1000) }
    expect(formatNote('[@arxiv:1]', { resolveCitation: () => citation }).html.length).toBeLessThan(1000)
  })

  it('may hold a textbook chapter of 500 formulas', () => {
    const sum = (at: number) =>
      `\\int_0^{${at}} \\frac{\\partial L(\\theta)}{\\partial \\theta} = \\sqrt{\\alpha_i^2 + ${at}}`
    const text = Array.from({ length: 500 }, (_, at) => `Words, and then:\n\n$$\n${sum(at)}\n$$\n`).join('\n')
    const { html } = formatNote(text)
    expect(html.match(/class="katex-display"/g)).toHaveLength(500)
    expect(html).not.toContain('note-notice')
    expect(html.length).toBeLessThan(3_000_000)
  })

  it('colours code within bounds', () => {
    const { html } = formatNote(filled('(', 19_900).replace(/^/, '```js\n').concat('\n```'))
    expect(html.length).toBeLessThan(500_000)
    expect(formatNote(`\`\`\`json\n${filled('[1,"a"],', 19_900)}\n\`\`\``).html.length).toBeLessThan(450_000)
  })
})

describe('a title that makes much', () => {
  it.each([
    ['formulas', filled('$x$ ', 700)],
    ['roots', filled('$\\sqrt x$ ', 1990)],
    ['a matrix', `$\\begin{matrix}${'&'.repeat(1900)}\\end{matrix}$`],
    ['an argument that doubles', filled('$\\def\\a#1{\\a{#1#1}}\\a{x}$ ', 1990)],
    ['marks', filled('*a_ ', 2000)],
  ])('is one line of bounded size: %s', (_what, line) => {
    expect(renderInline(line).length).toBeLessThan(60_000)
    expect(renderInline(line, { typeset: true }).length).toBeLessThan(100_000)
  })

  it('with more marks than any title has is shown as it was written', () => {
    expect(renderInline('*a* '.repeat(101))).toBe('*a* '.repeat(101).trim())
  })
})
