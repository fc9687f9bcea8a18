import { describe, expect, it } from 'vitest'
import { plainText } from '#lib/markdown/plain-text.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import { formatNote } from '#lib/markdown/format-note.ts'
import { LONGEST_TEXT } from './text-budget.ts'

const many = (text: string) => text.repeat(Math.ceil(LONGEST_TEXT / text.length))
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

/** Each of these keeps an unbounded pipeline busy for minutes, overflows its stack or fills the memory. */
const HEAVY: [string, string][] = [
  ['quotations within quotations', many('>')],
  ['lists within lists', lines(600, (depth) => `${'  '.repeat(depth)}- x`)],
  ['brackets that never close', many('[a](')],
  ['links that nothing defines', many('[a][b] ')],
  ['one footnote, called again and again', `${many('[^1]\n')}\n\n[^1]: x`],
  ['stars that close what never opened', many('a* ')],
  ['underlined headings', many('a\n=\n')],
  ['a quotation that goes on and on', `> a\n${many('b\n')}`],
  [
    'a table of many columns with many short rows',
    `|${'a|'.repeat(5000)}\n|${'-|'.repeat(5000)}\n${'x\n'.repeat(1100)}`,
  ],
  ['boxes within boxes', many('<div>')],
  ['unclosed letters in bold', `${lines(500, (id) => `<b id=${id}>`)}${many('\n\n<p>x')}`],
  ['tables within tables', many('<table><td>')],
  ['a formula deep in braces', `$${'{'.repeat(4900)}${'}'.repeat(4900)}$`],
  ['a formula that grows by itself', '$\\def\\a{\\a\\a}\\a$'],
  ['a formula that doubles its macros', `$\\def\\a{${'x'.repeat(4000)}}${'\\a'.repeat(2500)}$`],
  ['more formulas than anybody reads', many('$x$\n\n')],
  ['a long word', many('x')],
  ['null characters', many('\0')],
]

describe('a text that is too much', () => {
  it.each(HEAVY)(
    'makes a page of bounded size, and never fails: %s',
    (_what, text) => {
      const { html } = formatNote(text)
      expect(html.length).toBeGreaterThan(0)
      expect(html.length).toBeLessThan(2_000_000)
      plainText(text)
      renderInline(text)
    },
    60_000,
  )

  it.each([
    ['paragraphs', 'x\n\n', 8001],
    ['list items', '- x\n\n', 4001],
    ['headings', '# x\n\n', 2001],
    ['marks of code', '`a` ', 4001],
    ['dollar signs', '$x$ ', 4001],
    ['addresses', 'www.a.b ', 4001],
    ['brackets', '[a] ', 3001],
  ])('is shown as it was written when it has more %s than can be formatted soon', (what, text, count) => {
    expect(formatNote(text.repeat(count)).html).toContain(`It holds too many ${what}.`)
  })

  it('is shown as it was written, with the reason', () => {
    const { html } = formatNote(`${'> '.repeat(500)}<b>x</b>`)
    expect(html).toContain('<p class="note-notice">This text is shown as it was written. It is nested too deeply.</p>')
    expect(html).toContain('&lt;b>x&lt;/b>')
  })

  it('is cut at a line, and says so', () => {
    const { html } = formatNote(`${many('Some words, and then some more of them.\n\n')}The end.`)
    expect(html).not.toContain('The end.')
    expect(html).toMatch(/more of them\.<\/p><p class="note-notice">This text is very long/)
  }, 60_000)
})
