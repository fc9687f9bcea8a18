import { describe, expect, it } from 'vitest'
import type { ParameterSpecs } from './contract.ts'
import { parseValue, readParameters, writeParameters } from './parameters.ts'

const specs = {
  steps: { kind: 'integer', label: 'Steps', default: 100, min: 1, max: 1000 },
  rate: { kind: 'number', label: 'Rate', default: 0.1, min: 0, max: 1 },
  size: {
    kind: 'choice',
    label: 'Size',
    default: 's',
    options: [
      { value: 's', label: 'small' },
      { value: 'l', label: 'large' },
    ],
  },
  skip: { kind: 'switch', label: 'Skip', default: false },
} satisfies ParameterSpecs
const defaults = { steps: 100, rate: 0.1, size: 's', skip: false }

describe('parameters in a link', () => {
  it('are read as their kinds, beside names that belong to others', () => {
    const read = readParameters(specs, 1, { steps: '7', rate: '1e-3', size: 'l', skip: 'true', seed: '12', utm: 'x' })
    expect(read).toEqual({ values: { steps: 7, rate: 0.001, size: 'l', skip: true }, seed: 12, refused: [] })
  })

  it('have their defaults where they mean nothing, and say which', () => {
    const texts = { steps: '7.5', rate: '2', size: 'xl', skip: 'perhaps', seed: '-1' }
    const read = readParameters(specs, 1, texts)
    expect(read).toEqual({ values: defaults, seed: 1, refused: ['steps', 'rate', 'size', 'skip', 'seed'] })
    expect(parseValue(specs.rate, '')).toBeNull()
    expect(parseValue(specs.rate, 'NaN')).toBeNull()
  })

  it('are not taken from what every object has', () => {
    const odd: ParameterSpecs = Object.fromEntries([['constructor', specs.rate]])
    expect(readParameters(odd, 1, {}).refused).toEqual([])
  })

  it('come back as they were written, and only what differs is written', () => {
    expect(writeParameters(specs, 1, defaults, 1)).toEqual({})
    const values = { ...defaults, rate: 0.25, skip: true }
    const texts = writeParameters(specs, 1, values, 5)
    expect(texts).toEqual({ rate: '0.25', skip: 'true', seed: '5' })
    expect(readParameters(specs, 1, texts)).toEqual({ values, seed: 5, refused: [] })
  })
})
