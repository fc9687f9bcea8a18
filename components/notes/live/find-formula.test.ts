import { expect, it } from 'vitest'
import { findFormula } from './find-formula.ts'

const at = (marked: string) => findFormula(marked.replace('|', ''), marked.indexOf('|'))

it('the formula at the cursor is found, in a line and over lines', () => {
  expect(at('so $x^|2$ is')).toMatchObject({ tex: 'x^2', display: false })
  expect(at('$a$ and $b|$')).toMatchObject({ tex: 'b' })
  expect(at('text\n\n$$\n\\frac{1}|{2}\n$$\n')).toMatchObject({ tex: '\\frac{1}{2}', display: true })
})

it('between formulas there is none, nor in an amount of money', () => {
  expect(at('$a$ an|d $b$')).toBeNull()
  expect(at('costs \\$5 or| \\$6')).toBeNull()
  expect(at('no formula| here')).toBeNull()
})
