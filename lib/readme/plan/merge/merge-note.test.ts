import { describe, expect, it } from 'vitest'
import { mergeNote } from './merge-note.ts'

const BASE = 'First.\n\n- one\n- two\n- three\n\nLast.'

describe('a note that both sides may have changed', () => {
  it('takes what only one side changed', () => {
    const theirs = BASE.replace('one', 'ONE')
    expect(mergeNote(BASE, BASE, theirs)).toMatchObject({ outcome: 'theirs', text: theirs })
    expect(mergeNote(BASE, theirs, BASE)).toMatchObject({ outcome: 'ours', text: theirs })
    expect(mergeNote(BASE, theirs, theirs)).toMatchObject({ outcome: 'same', text: theirs })
  })

  it('puts changes of different lines together', () => {
    const merged = mergeNote(BASE, BASE.replace('First', 'Our first'), BASE.replace('Last', 'Their last'))
    expect(merged).toEqual({ outcome: 'merged', text: 'Our first.\n\n- one\n- two\n- three\n\nTheir last.', parts: [] })
  })

  it('keeps ours in the lines that both changed, takes the rest, and shows both', () => {
    const ours = BASE.replace('two', 'ours')
    const theirs = BASE.replace('two', 'theirs').replace('Last', 'Their last')
    const merged = mergeNote(BASE, ours, theirs)
    expect(merged).toMatchObject({ outcome: 'conflict', text: 'First.\n\n- one\n- ours\n- three\n\nTheir last.' })
    expect(merged.parts).toEqual([
      { kind: 'agreed', lines: ['First.', '', '- one'] },
      { kind: 'disputed', base: ['- two'], ours: ['- ours'], theirs: ['- theirs'] },
      { kind: 'agreed', lines: ['- three', '', 'Their last.'] },
    ])
    expect(mergeNote(BASE, ours, theirs, 'theirs').text).toBe(theirs)
    expect(mergeNote(BASE, ours, theirs, { text: 'both' })).toMatchObject({ outcome: 'merged', text: 'both' })
  })

  it('keeps a note that the file drops, whether or not the group wrote in it', () => {
    expect(mergeNote(BASE, BASE, '')).toMatchObject({ outcome: 'conflict', text: BASE })
    expect(mergeNote(BASE, 'ours', '')).toMatchObject({ outcome: 'conflict', text: 'ours' })
    expect(mergeNote(BASE, BASE, '', 'theirs').text).toBe('')
  })

  it('never imported before: fills an empty note, and disputes only what differs from a written one', () => {
    expect(mergeNote(undefined, '', 'theirs')).toMatchObject({ outcome: 'theirs', text: 'theirs' })
    expect(mergeNote(undefined, 'ours', '')).toMatchObject({ outcome: 'ours', text: 'ours' })
    expect(mergeNote(undefined, 'a\nb', 'a\nc')).toEqual({
      outcome: 'conflict',
      text: 'a\nb',
      parts: [
        { kind: 'agreed', lines: ['a'] },
        { kind: 'disputed', base: [], ours: ['b'], theirs: ['c'] },
      ],
    })
  })

  it('can be declined where only the file changed it', () => {
    expect(mergeNote(BASE, BASE, 'theirs', 'ours')).toMatchObject({ outcome: 'ours', text: BASE })
  })
})
