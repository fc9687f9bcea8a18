import { describe, expect, it } from 'vitest'
import { lineParts, wordParts } from './field-diff.tsx'

describe('what a change looks like', () => {
  it('marks the words that differ', () => {
    expect(wordParts('Attention is all we need', 'Attention is all you need')).toEqual([
      { mark: 'same', text: 'Attention is all ' },
      { mark: 'gone', text: 'we' },
      { mark: 'come', text: 'you' },
      { mark: 'same', text: ' need' },
    ])
  })

  it('shows the old and the new as wholes where little is left', () => {
    expect(wordParts('A study of cats', 'Why dogs bark at night')).toEqual([
      { mark: 'gone', text: 'A study of cats' },
      { mark: 'come', text: 'Why dogs bark at night' },
    ])
  })

  it('leaves out unchanged lines far from every change, and says how many', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
    const parts = lineParts(lines.join('\n'), [...lines, 'new'].join('\n'))
    expect(parts.map(({ text }) => text)).toEqual(['⋯ 18 unchanged lines', 'line 18', 'line 19', 'new'])
    expect(parts.at(-1)?.mark).toBe('come')
  })

  it('takes a missing line end for no change', () => {
    expect(lineParts('a', 'a\n').every(({ mark }) => mark === 'same')).toBe(true)
  })
})
