import { describe, expect, it } from 'vitest'
import { renderInline } from './render-inline.ts'

describe('a title', () => {
  it('keeps its emphasis, code and formulas', () => {
    expect(renderInline('*Deep* `x` **nets**')).toBe('<em>Deep</em> <code>x</code> <strong>nets</strong>')
    expect(renderInline('Fast $k$-NN in $O(n^2)$')).toMatch(
      /^Fast <span class="katex"><math .*<mi>k<\/mi>.*<\/span>-NN in <span/,
    )
  })

  it.each([
    ['1. Foo', '1. Foo'],
    ['# Foo', '# Foo'],
    ['- Foo\n  bar', '- Foo bar'],
    ['A < B & C', 'A &#x3C; B &#x26; C'],
    ['<b>Foo</b>', '&#x3C;b>Foo&#x3C;/b>'],
    ['Costs $5 or $10', 'Costs $5 or $10'],
    ['See https://x.org', 'See https://x.org'],
    ['“Quotes” – and dashes', '“Quotes” – and dashes'],
  ])('is one line of text, whatever it looks like: %j', (text, html) => {
    expect(renderInline(text)).toBe(html)
  })

  it('holds no link, since it often is one', () => {
    expect(renderInline('[Foo](https://x.org) ![bar](a.png)')).not.toMatch(/<a|<img/)
  })

  it('uses the macros of its list', () => {
    expect(renderInline('$\\R$', { macros: { '\\R': '\\mathbb{R}' } })).toContain('ℝ')
  })
})
