import katex from 'katex'
import { expect, it } from 'vitest'
import { htmlSizeOf } from './tex-size.ts'

const { __parse: parse } = katex as unknown as { __parse(tex: string, options: object): unknown }
const options = { displayMode: true, strict: 'ignore', maxExpand: 1e6 } as const

/** One of each kind of thing that KaTeX makes much of. */
const PIECES = [
  ...['x', 'x1', '+1', '{x}', 'x^2 ', 'x_i^2 ', "f''", '\\frac ab', '\\binom nk', '\\cfrac12', '\\genfrac(){1pt}0ab'],
  ...['\\sqrt x', '\\sqrt[3]x', '\\left(x\\right)', '\\left\\{x\\middle|y\\right\\}', '\\Bigg(', '\\big\\uparrow'],
  ...['\\hat x', '\\vec x', '\\widehat{xyz}', '\\utilde{xy}', '\\overrightarrow{ab}', '\\dddot x', '\\text{é}', '한1'],
  ...['\\overbrace{x}^y', '\\underbrace{x}', '\\xrightarrow{abc}', '\\xleftrightharpoons{a}', '\\overline x'],
  ...['\\boxed{x}', '\\cancel{x}', '\\sout{x}', '\\phase{x}', '\\angl n', '\\colorbox{red}{x}', '\\textcolor{red}{x1}'],
  ...[
    '\\fcolorbox{red}{blue}{x}',
    '\\rule{1em}{1em}',
    '\\raisebox{1em}{x}',
    '\\mathllap x',
    '\\vcenter{x}',
    '\\smash x',
  ],
  ...['\\sum_{i=1}^n', '\\int_0^1', '\\lim_{x}', '\\operatorname{abc}', '\\implies', '\\pmod p', '\\neq', '\\notin'],
  ...['\\LaTeX', '\\copyright', '\\stackrel ab', '\\Braket{a|b|c}', '\\mathbb R', '\\Large x1', '\\quad', '~', '\\;'],
  ...['\\substack{a\\\\b}', '\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}', '\\begin{cases}a&b\\\\c&d\\end{cases}'],
  ...['\\begin{array}{|c||c|}\\hline a&b\\\\\\hline\\hline\\end{array}', '\\begin{aligned}a&b\\\\c&d\\end{aligned}'],
  ...[
    '\\begin{CD}A@>a>>B\\\\@VVbV@AAcA\\\\C@=D\\end{CD}',
    '\\left(\\begin{matrix}a\\\\b\\\\c\\\\d\\\\e\\\\f\\end{matrix}\\right.',
  ],
]

it.each(PIECES)('a formula makes no more than was reckoned from its tree: %s', (piece) => {
  for (const times of [1, 60]) {
    const tex = piece.repeat(times)
    const bound = htmlSizeOf(parse(tex, options), Infinity)
    // What is written once: the frame around a formula, and its source.
    expect(katex.renderToString(tex, options).length).toBeLessThan(bound + 1000 + 2 * tex.length)
  }
})

it('the reckoning stops where it is known that there is too much', () => {
  expect(htmlSizeOf(parse(`\\begin{matrix}${'&'.repeat(9000)}\\end{matrix}`, options), 5000)).toBeLessThan(8000)
})
