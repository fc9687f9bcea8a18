import { describe, expect, it } from 'vitest'
import { deleteListSchema, settingsFormSchema } from './settings-schema.ts'

describe('the settings form', () => {
  it('keeps an admin’s template with plain line ends, as it was typed', () => {
    expect(settingsFormSchema.parse({ list: 'a-list', noteTemplate: '- Claim:\r\n- Evidence:' }).noteTemplate).toBe(
      '- Claim:\n- Evidence:',
    )
    expect(settingsFormSchema.parse({ list: 'a-list', noteTemplate: '' }).noteTemplate).toBeNull()
    expect(settingsFormSchema.parse({ list: 'a-list' }).noteTemplate).toBeUndefined()
  })

  it('lets an admin delete a list only when they typed its address', () => {
    expect(deleteListSchema.safeParse({ list: 'a-list', confirm: ' a-list ' }).success).toBe(true)
    expect(deleteListSchema.safeParse({ list: 'a-list', confirm: 'A list' }).error?.issues[0]?.path).toEqual([
      'confirm',
    ])
  })
})
