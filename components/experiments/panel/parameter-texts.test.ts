import { expect, it } from 'vitest'
import { changedText, defaultTexts, linkTexts, readForm } from './parameter-texts.ts'

const described = {
  seed: 7,
  parameters: {
    layers: { kind: 'integer' as const, label: 'Layers', default: 2, min: 1, max: 12 },
    rate: { kind: 'number' as const, label: 'Learning rate', default: 0.003, min: 1e-5, max: 1 },
    skip: { kind: 'switch' as const, label: 'Skip connection', default: false },
  },
}

it('an untouched form is the definition’s own, and its link says nothing', () => {
  const form = readForm(described, defaultTexts(described))
  expect(form).toEqual({ values: { layers: 2, rate: 0.003, skip: false }, seed: 7, problems: {}, isDefault: true })
  expect(linkTexts(described, form.values, form.seed)).toEqual({})
})

it('what is out of bounds, no whole number or no number is said, and is not run', () => {
  const form = readForm(described, { layers: '2.5', rate: '3', skip: 'true', seed: '-1' })
  expect(form.problems).toEqual({
    layers: 'A whole number from 1 to 12 is needed.',
    rate: 'A number from 1\u00a0×\u00a010⁻⁵ to 1 is needed.',
    seed: 'A whole number from 0 to 2,147,483,647 is needed.',
  })
})

it('what was changed is told in the form’s own words', () => {
  expect(changedText(described, { layers: 4, rate: 0.003, skip: true }, 8)).toBe('Layers 4, Skip connection on, seed 8')
})
