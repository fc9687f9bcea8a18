import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

describe('the words of a note', () => {
  it('come without marks, tags and addresses', () => {
    const text =
      '# Title\n\n<details><summary>Notes</summary>\n\n- a **b** [c](https://x.org)\n- $x^2$ `d`\n\n</details>\n\n![Figure](a.png)'
    expect(plainText(text)).toBe('Title a b c x^2 d Figure')
  })

  it('are cut before a word', () => {
    expect(plainText('One two, three four', 12)).toBe('One two…')
    expect(plainText('One two', 7)).toBe('One two')
    expect(plainText('Incomprehensibilities', 8)).toBe('Incompr…')
  })

  it('are as they were written where there are more marks than any title has', () => {
    expect(plainText('*a_ '.repeat(201), 20)).toBe('*a_ *a_ *a_ *a_ *a_…')
    expect(plainText('*a* '.repeat(100), 5)).toBe('a a…')
  })

  it('are none in an empty note', () => {
    expect(plainText('  \n')).toBe('')
  })
})
