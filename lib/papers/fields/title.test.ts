import { describe, expect, it } from 'vitest'
import { titleKey, titleSort } from './title.ts'

describe('sorting titles', () => {
  it.each([
    ['“Why Should I Trust You?”', 'why should i trust you?”'],
    ['  The  Big\nPicture', 'the big picture'],
    ['$k$NN-LM', 'k$nn-lm'],
    ['???', '???'],
  ])('sorts %s as %s', (title, expected) => expect(titleSort(title)).toBe(expected))
})

describe('matching titles', () => {
  it('sees through case, markup, accents, dashes and a final stop', () => {
    expect(titleKey('**Q-Learning**: a Study.')).toBe(titleKey('Q Learning – A study'))
    expect(titleKey('Poincaré maps')).toBe(titleKey('Poincare maps'))
    expect(titleKey('H<sub>2</sub>O')).toBe(titleKey('H2O'))
  })

  it('keeps titles in other scripts apart, and is empty for none', () => {
    expect(titleKey('深度学习')).toBe('深度学习')
    expect(titleKey('पढ़ना')).not.toBe(titleKey('पढ़नी'))
    expect(titleKey('?!')).toBe('?!')
  })

  it('sorts a very long title by its beginning, which an index can hold', () => {
    expect(titleSort('論'.repeat(1000))).toHaveLength(300)
    expect(titleSort(`${'a'.repeat(299)}🦊`).isWellFormed()).toBe(true)
  })
})
