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

  it('are none in an empty note', () => {
    expect(plainText('  \n')).toBe('')
  })
})
