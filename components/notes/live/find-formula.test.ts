import { Text } from '@codemirror/state'
import { expect, it } from 'vitest'
import { findFormula, formulaAt, isInOpenFormula } from './find-formula.ts'

const at = (marked: string) => findFormula(marked.replace('|', ''), marked.indexOf('|'))
const within = <T>(marked: string, look: (doc: Text, position: number) => T) =>
  look(Text.of(marked.replace('|', '').split('\n')), marked.indexOf('|'))

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

it('in a long note only the paragraph around the cursor is read', () => {
  const many = '$$\na\n$$\n\nIt costs $5.\n\n'.repeat(400)
  expect(within(`${many}Here $x|$ is\n\n${many}`, formulaAt)).toEqual({
    tex: 'x',
    display: false,
    from: many.length + 5,
    to: many.length + 8,
  })
  expect(within(`${many}Here |is none\n\n${many}`, formulaAt)).toBeNull()
})

it('a formula that is begun and not ended is being written', () => {
  expect(within('so $\\al|', isInOpenFormula)).toBe(true)
  expect(within('$a$ and $\\al|', isInOpenFormula)).toBe(true)
  expect(within('text\n\n$$\n\\al|', isInOpenFormula)).toBe(true)
  expect(within('$$\na\n$$\n\\al|', isInOpenFormula)).toBe(false)
  expect(within('It costs $5.\n\nand \\al|', isInOpenFormula)).toBe(false)
  expect(within('$a$ and \\al|', isInOpenFormula)).toBe(false)
})
