import { expect, it } from 'vitest'
import { describeNews } from './news-message.ts'

it('news are said in a sentence', () => {
  expect(describeNews({ added: 12, changed: 1, missing: 2 })).toBe(
    '12 papers are new, 1 paper changed, 2 papers are there no more.',
  )
  expect(describeNews({ added: 1, changed: 0, missing: 1 })).toBe('1 paper is new, 1 paper is there no more.')
  expect(describeNews({ added: 0, changed: 0, missing: 0 })).toBe('Its text changed, no paper did.')
})
