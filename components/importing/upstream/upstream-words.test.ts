import { expect, it } from 'vitest'
import { newsInWords } from './upstream-words.ts'

it('news says what there is, and leaves out what there is none of', () => {
  expect(newsInWords({ added: 3, changed: 0, missing: 0 })).toBe('Upstream: 3 new papers')
  expect(newsInWords({ added: 1, changed: 1, missing: 2 })).toBe(
    'Upstream: 1 new paper, 1 paper changed, 2 papers no longer there',
  )
  expect(newsInWords({ added: 0, changed: 0, missing: 0 })).toBe('Upstream has another text, with the same papers')
})
