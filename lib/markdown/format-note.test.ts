import { describe, expect, it } from 'vitest'
import { formatNote } from './format-note.ts'

const html = (text: string, options?: Parameters<typeof formatNote>[1]) => formatNote(text, options).html
const tex = (text: string) => [...html(text).matchAll(/<annotation[^>]*>([^<]*)</g)].map((match) => match[1])

describe('formulas', () => {
  it('are told from sums of money', () => {
    expect(tex('It costs $5 and $10, while $x$ is free.')).toEqual(['x'])
    expect(tex('$a$, $b$-NN and ($c$)')).toEqual(['a', 'b', 'c'])
    expect(tex('\\$a\\$ and `$b$`')).toEqual([])
  })

  it.each([
    ['on lines of their own', '$$\nx\n$$'],
    ['on one line', '$$x$$'],
    ['within a sentence', 'so $$x$$ follows'],
    ['in a block of code called math', '```math\nx\n```'],
    ['inside a list', '- so\n  $$x$$'],
  ])('are displayed when they stand between two dollars %s', (_where, text) => {
    expect(tex(text)).toEqual(['x'])
    expect(html(text)).toContain('katex-display')
  })

  it('begin on the line of the dollars without losing that line', () => {
    expect(tex('$$\\begin{aligned}\na&=b\n\\end{aligned}$$\n\nNext.')).toEqual([
      '\\begin{aligned}\na&amp;=b\n\\end{aligned}',
    ])
    expect(html('$$\\begin{aligned}\na&=b\n\\end{aligned}$$\n\nNext.')).toContain('<p>Next.</p>')
  })

  it('can be written as GitHub writes them beside dollars', () => {
    expect(tex('$`a_b`$')).toEqual(['a_b'])
  })

  it('that cannot be read show what was written and why', () => {
    const shown = html('so $\\frac{a$ follows')
    expect(shown).toContain('<code>\\frac{a</code>')
    expect(shown).toMatch(/formula-error-message">[^<]*(?:Unexpected end|Expected)/)
    expect(formatNote('$\\frac{a$').hasMath).toBe(false)
  })

  it('use the macros of their list, and cannot change those of the next formula', () => {
    const macros = { '\\R': '\\mathbb{R}' }
    expect(html('$\\R$', { macros })).toContain('ℝ')
    expect(html('$\\gdef\\R{x}\\R$ $\\R$', { macros })).toContain('ℝ')
    expect(html('$\\R$')).not.toBe(html('$\\R$', { macros: { '\\R': 'r' } }))
  })

  it('ask for the style sheet and the copying of TeX only where there are some', () => {
    expect([formatNote('x').hasMath, formatNote('$x$').hasMath]).toEqual([false, true])
  })
})

describe('a page with a note', () => {
  it('has headings in an order without gaps, under its own two', () => {
    const levels = (text: string) => [...html(text).matchAll(/<h(\d)/g)].map((match) => Number(match[1]))
    expect(levels('# A\n# B\n### C\n###### D\n## E\n# F')).toEqual([3, 3, 4, 5, 4, 3])
    expect(levels('#### A\n<h1>B</h1>\n\n#### C')).toEqual([3, 3, 4])
    expect(levels('# A\n## B\nx[^1]\n\n[^1]: y')).toEqual([3, 4, 3])
  })

  it('lets its headings be linked to, from within and without taking the page’s own names', () => {
    const shown = html('# Main results\n# Main results\n[up](#main-results)')
    expect(shown).toContain('<h3 id="user-content-main-results">')
    expect(shown).toContain('<h3 id="user-content-main-results-1">')
    expect(shown).toContain('<a href="#user-content-main-results">up</a>')
  })

  it('has footnotes that lead there and back', () => {
    const shown = html('x[^1]\n\n[^1]: y')
    expect(shown).toContain('<a href="#user-content-fn-1" id="user-content-fnref-1"')
    expect(shown).toContain('<li id="user-content-fn-1">')
    expect(shown).toContain('href="#user-content-fnref-1"')
  })

  it('names its boxes to those who do not see them, and lets the keyboard reach what scrolls', () => {
    const shown = html('- [ ] a\n- [x] b\n\n|c|\n|-|\n|d|\n\n```\ne\n```')
    expect(shown).toContain('disabled aria-label="To do"')
    expect(shown).toContain('disabled aria-label="Done"')
    expect(shown).toContain('<div class="table-scroll" role="group" tabindex="0" aria-label="Table"><table>')
    expect(shown).toContain('<pre tabindex="0">')
  })

  it('colours code in the languages it knows and leaves others as they are', () => {
    expect(html('```js\nlet a = 1\n```')).toContain('<span class="hljs-keyword">let</span>')
    expect(html('```nonesuch\nlet a = 1\n```')).toContain('>let a = 1\n</code>')
  })

  it('reads markdown inside HTML', () => {
    expect(html('<details>\n<summary>More</summary>\n\n- **a**\n\n</details>')).toMatch(
      /<summary>More<\/summary>\s*<ul>\n<li><strong>a<\/strong>/,
    )
    expect(html('H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>x</mark>')).toContain(
      'H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>x</mark>',
    )
  })

  it('shows a figure at the size the writer asks for, in its own proportions', () => {
    const resolveImage = () => ({ src: '/l/test/assets/aa', width: 1000, height: 500 })
    expect(html('<img src="a.png" width="300">', { resolveImage })).toContain('width="300" height="150"')
    expect(html('<img src="a.png" width="9999">', { resolveImage })).toContain('width="1000" height="500"')
    expect(html('<img src="a.png" width="50%">', { resolveImage })).toContain('style="width:50%"')
  })
})
