import { expect, test } from 'vitest'
import { buttonClass } from './button-class.ts'
import { PRIMARY_BUTTON, SECONDARY_BUTTON } from './plain-button.ts'

test('a button in a stranger’s script looks like every other button', () => {
  expect(PRIMARY_BUTTON).toBe(buttonClass('primary'))
  expect(SECONDARY_BUTTON).toBe(buttonClass('secondary'))
})
