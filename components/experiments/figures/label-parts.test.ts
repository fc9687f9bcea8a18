import { expect, it } from 'vitest'
import { labelParts, labelText } from './label-parts.ts'

it('indices of a label are set low, exponents high, and names with underscores stay names', () => {
  expect(labelParts('‖ΔW_{i+1} − ΔW_i‖^2')).toEqual([
    { text: '‖ΔW', shift: 'none' },
    { text: 'i+1', shift: 'sub' },
    { text: ' − ΔW', shift: 'none' },
    { text: 'i', shift: 'sub' },
    { text: '‖', shift: 'none' },
    { text: '2', shift: 'super' },
  ])
  expect(labelText('T_W(C, x)')).toBe('TW(C, x)')
  expect(labelParts('learning_rate')).toEqual([{ text: 'learning_rate', shift: 'none' }])
})
