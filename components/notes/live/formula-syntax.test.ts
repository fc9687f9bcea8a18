import { GFM, parser } from '@lezer/markdown'
import { expect, it } from 'vitest'
import { formulaSyntax } from './formula-syntax.ts'

const markdown = parser.configure([GFM, formulaSyntax])

function found(text: string) {
  const nodes: string[] = []
  markdown.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (/Formula|Emphasis$|Code$|Heading|FencedCode/.test(name)) nodes.push(`${name} ${text.slice(from, to)}`)
    },
  })
  return nodes
}

it('formulas are coloured, and nothing inside them is emphasis', () => {
  expect(found('so $a_1 * b * c_2$ and *this*')).toEqual(['Formula $a_1 * b * c_2$', 'Emphasis *this*'])
  expect(found('in a line: $$x^2$$ too')).toEqual(['Formula $$x^2$$'])
})

it('a block ends with its dollar signs, and what follows is Markdown again', () => {
  expect(found('text\n$$\na * b * c\n$$\n# Heading\n')).toEqual([
    'FormulaBlock $$\na * b * c\n$$',
    'ATXHeading1 # Heading',
  ])
  expect(found('$$\nnever ended')).toEqual(['FormulaBlock $$\nnever ended'])
})

it('money, code and what is escaped is no formula', () => {
  expect(found('it costs $5 or $ 6')).toEqual([])
  expect(found('`$x$` and \\$y$')).toEqual(['InlineCode `$x$`'])
})
