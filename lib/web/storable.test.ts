import { describe, expect, it } from 'vitest'
import { storable } from './storable.ts'

describe('what a browser sends', () => {
  it.each<[string, unknown, unknown]>([
    ['in a field', 'a\0b', 'ab'],
    ['in an object', { title: 'a\0' }, { title: 'a' }],
    ['in a list in an object', { rows: [{ name: '\0' }, 'x\0'] }, { rows: [{ name: '' }, 'x'] }],
    ['in a name', { 'a\0': 1 }, { a: 1 }],
    ['as half a character', ['\ud800', 'a\udc00b'], ['\ufffd', 'a\ufffdb']],
    ['nowhere', { a: 1, b: null, c: undefined, d: '𝔽' }, { a: 1, b: null, c: undefined, d: '𝔽' }],
  ])('is made fit to be kept: what cannot be, %s', (_where, input, kept) => {
    expect(storable(input)).toEqual(kept)
  })

  it('leaves files and dates as they are', () => {
    const file = new File(['a\0'], 'a.md')
    const date = new Date(0)
    expect(storable({ file, date })).toEqual({ file, date })
  })

  it('has an end also where it holds itself', () => {
    const self: Record<string, unknown> = { text: 'a\0' }
    self.self = self
    const kept = storable(self) as { text: string; self: unknown }
    expect(kept.text).toBe('a')
    expect(kept.self).toBe(kept)
  })
})
