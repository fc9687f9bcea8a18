import { describe, expect, it } from 'vitest'
import { mergeOrder, mergeSet, mergeValue } from './three-way.ts'

const letters = (text: string) => [...text]
const order = (base: string, ours: string, theirs: string) =>
  mergeOrder(letters(base), letters(ours), letters(theirs)).join('')
const value = (base: string | undefined, ours: string, theirs: string) =>
  mergeValue(
    base,
    ours,
    theirs,
    (a, b) => a === b,
    (text) => text === '',
  )

describe('one value that two sides may have changed', () => {
  it('takes whichever side changed it, and keeps ours where both did', () => {
    expect(value('a', 'a', 'b')).toEqual({ outcome: 'theirs', value: 'b' })
    expect(value('a', 'b', 'a')).toEqual({ outcome: 'ours', value: 'b' })
    expect(value('a', 'b', 'b')).toEqual({ outcome: 'same', value: 'b' })
    expect(value('a', 'b', 'c')).toEqual({ outcome: 'conflict', value: 'b' })
  })

  it('lets the file only fill what is empty where it was never imported', () => {
    expect(value(undefined, '', 'b')).toEqual({ outcome: 'theirs', value: 'b' })
    expect(value(undefined, 'a', '')).toEqual({ outcome: 'ours', value: 'a' })
    expect(value(undefined, 'a', 'b')).toEqual({ outcome: 'conflict', value: 'a' })
  })
})

describe('a set of values', () => {
  it('has what either side added, without what the file took away', () => {
    expect(mergeSet(letters('abc'), letters('abcx'), letters('aby'), (letter) => letter).join('')).toBe('abxy')
  })
})

describe('two orders of the same rows', () => {
  it.each([
    ['nobody moved anything', 'abcd', 'abcd', 'abcd', 'abcd'],
    ['only the file moved a row', 'abcd', 'abcd', 'dabc', 'dabc'],
    ['only the group moved a row', 'abcd', 'dabc', 'abcd', 'dabc'],
    ['only the group turned it round', 'abcd', 'dcba', 'abcd', 'dcba'],
    ['the file added a row', 'abc', 'abc', 'abxc', 'abxc'],
    ['the group added a row', 'abc', 'axbc', 'abc', 'axbc'],
    ['the file moved one row and the group another', 'abcdef', 'afbcde', 'bacdef', 'bafcde'],
    ['the file added a row and the group moved one', 'abcd', 'bcda', 'abxcd', 'bxcda'],
    ['the file dropped a row that the list keeps', 'abcd', 'abcd', 'abd', 'abcd'],
    ['the group put a row from elsewhere here, the file knows it not', 'abc', 'abzc', 'cab', 'cabz'],
  ])('%s', (_, base, ours, theirs, merged) => {
    expect(order(base, ours, theirs)).toBe(merged)
  })

  it('a list without a base keeps the group’s order', () => {
    expect(order('', 'cab', 'abcd')).toBe('cdab')
  })
})
