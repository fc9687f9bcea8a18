import { beforeAll, describe, expect, it } from 'vitest'
import { plainText } from './plain-text.ts'
import { renderInline } from './render-inline.ts'
import { renderMarkdown } from './render.ts'
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

/** Harmless, and as slow as harmless text of half that length can be: every third character begins a paragraph. */
const PLAIN = 'x\n\n'.repeat(LONGEST_TEXT / 6)

/** Renders a text every way. @returns the processor's time that it took, in ms. */
function costOf(text: string): number {
  const before = process.cpuUsage()
  expect(renderMarkdown(text).html.length).toBeGreaterThan(0)
  plainText(text)
  renderInline(text)
  return process.cpuUsage(before).user / 1000
}

describe('a text that is too much', () => {
  let plain = 0
  beforeAll(() => {
    plain = costOf(PLAIN)
  }, 60_000)

  it.each(HEAVY)(
    'costs hardly more than harmless text of its length, and never fails: %s',
    (_what, text) => {
      expect(costOf(text) / plain).toBeLessThan(3)
    },
    60_000,
  )

  it('is shown as it was written, with the reason', () => {
    const { html } = renderMarkdown(`${'> '.repeat(500)}<b>x</b>`)
    expect(html).toContain('<p class="note-notice">This text is shown as it was written. It is nested too deeply.</p>')
    expect(html).toContain('&lt;b>x&lt;/b>')
  })

  it('is cut at a line, and says so', () => {
    const { html } = renderMarkdown(`${many('Some words.\n\n')}The end.`)
    expect(html).not.toContain('The end.')
    expect(html).toMatch(/<p>Some words\.<\/p><p class="note-notice">This text is very long/)
  }, 60_000)
})
