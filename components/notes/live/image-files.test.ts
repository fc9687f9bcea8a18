import { expect, it } from 'vitest'
import { filesIn, refusalOf } from './image-files.ts'

const file = (name: string, type: string, size = 10) => ({ name, type, size })
const data = (files: { type: string }[], text = '') => ({ files, getData: () => text }) as unknown as DataTransfer

it('what is no picture, empty or too large is refused by name', () => {
  expect(refusalOf(file('a.png', 'image/png'))).toBeNull()
  expect(refusalOf(file('a.svg', 'image/svg+xml'))).toContain('“a.svg” was not put in')
  expect(refusalOf(file('a.png', 'image/png', 0))).toContain('empty')
  expect(refusalOf(file('a.png', 'image/png', 11 * 1024 * 1024))).toContain('it has 11.0 MB')
})

it('cells that come with a picture of themselves are pasted as text, and text files are dropped as text', () => {
  const picture = file('image.png', 'image/png')
  expect(filesIn(data([picture]))).toEqual([picture])
  expect(filesIn(data([picture], '1\t2'))).toEqual([])
  expect(filesIn(data([file('a.md', 'text/markdown')]))).toEqual([])
  expect(filesIn(null)).toEqual([])
})
