import { fill } from '../input.ts'

/** Texts in Markdown that are dear to format, of about `length` characters each. */
export type Text = [name: string, write: (length: number) => string]

const code = (language: string) => (length: number) => {
  const block = Math.min(19_900, length)
  return fill(`\`\`\`${language}\n${fill('a ', block)}\n\`\`\`\n\n`, length)
}

const matrix = (length: number) => {
  const row = `${fill('&', 300)}\\\\`
  return fill(`$$\n\\begin{matrix}${row.repeat(6)}\\end{matrix}\n$$\n\n`, length)
}

function definitions(length: number): string {
  const doubling = Array.from(
    { length: 18 },
    (_, at) => `\\def\\${letters(at + 1)}{\\${letters(at)}\\${letters(at)}}`,
  ).join('')
  const one = `$$\n\\def\\${letters(0)}{x+y}${doubling}\\${letters(18)}\n$$\n\n`
  return fill(one, length)
}
const letters = (at: number) => `m${String.fromCharCode(97 + (at % 26))}`

const fractions = (length: number) => fill(`$${'\\frac{1}{'.repeat(80)}1${'}'.repeat(80)}$\n\n`, length)

function wideTable(length: number): string {
  const columns = Math.max(2, Math.floor(length / 40))
  return `|${'x|'.repeat(columns)}\n|${'-|'.repeat(columns)}\n${fill('|y|\n', length / 4)}`
}

const longTable = (length: number) => fill(`|a|b|c|\n|-|-|-|\n${'|x|$y$|*z*|\n'.repeat(1_000)}\n\n`, length)

export const FORMULAS: Text[] = [
  ['matrices of &', matrix],
  ['\\def that doubles', definitions],
  ['fractions in fractions', fractions],
  ['short formulas', (length) => fill('$x_{1}$ ', length)],
  ['roots in roots', (length) => fill(`$${'\\sqrt{'.repeat(100)}x${'}'.repeat(100)}$\n\n`, length)],
]

export const CODE: Text[] = ['cpp', 'js', 'xml', 'python', 'latex', 'css'].map((language) => [
  `code in ${language}`,
  code(language),
])

export const MARKS: Text[] = [
  ['*a_ ', (length) => fill('*a_ ', length)],
  ['[a](', (length) => fill('[a](', length)],
  ['![a][', (length) => fill('![a][', length)],
  ['quotations in quotations', (length) => fill(`${'> '.repeat(55)}a\n\n`, length)],
  [
    'lists in lists',
    (length) => fill(Array.from({ length: 40 }, (_, at) => `${'  '.repeat(at)}- a\n`).join('') + '\n', length),
  ],
  ['tags that stay open', (length) => fill('<b><i><u><s>a\n\n', length)],
  ['<details> in <details>', (length) => fill('<details><summary>a</summary>\n\n', length)],
  ['footnotes', (length) => fill('a[^1] ', length / 2) + '\n\n' + fill('[^1]: b\n\n', length / 2)],
  ['definitions of links', (length) => fill('[x]: http://a.example/y\n', length / 2) + '\n' + fill('[x] ', length / 2)],
  [
    'backticks',
    (length) => Array.from({ length: Math.floor(Math.sqrt(2 * length)) }, (_, at) => '`'.repeat(at + 1)).join(' '),
  ],
  ['autolinks', (length) => fill('http://a.example/(((((( ', length)],
  ['pictures', (length) => fill('![a](assets/a.png) ', length)],
  ['headings', (length) => fill('# a\n\n', length)],
  ['entities', (length) => fill('&amp;&#x41;&copy; ', length)],
]

export const TABLES: Text[] = [
  ['a wide table', wideTable],
  ['a long table', longTable],
]

export const NAMES: Text[] = [
  ['citations', (length) => fill('a [@doi:10.1000/xyz] [@arxiv:2401.00001]\n\n', length)],
  [
    'different citations',
    (length) => Array.from({ length: Math.floor(length / 30) }, (_, at) => `[@doi:10.1000/n${at}.${at}]`).join(' '),
  ],
  ['experiments', (length) => fill('::experiment{learning-without-training d=4 seed=3}\n\n', length)],
]

export const ALL_TEXTS: Text[] = [...FORMULAS, ...CODE, ...MARKS, ...TABLES, ...NAMES]
