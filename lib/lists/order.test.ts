import { describe, expect, it } from 'vitest'
import { placeAt } from './order.ts'

const row = (id: string) => ({ id: id.replace('-', ''), removed: id.startsWith('-') })
const rows = (text: string) => text.split(' ').map(row)

describe('putting a row among its siblings', () => {
  it('counts only what people see', () => {
    expect(placeAt(rows('a -b c d'), 'd', 1).join('')).toBe('abdc')
    expect(placeAt(rows('a -b c d'), 'c', 0).join('')).toBe('cabd')
  })

  it('puts last what goes past the end', () => {
    expect(placeAt(rows('a b -c'), 'a', 9).join('')).toBe('bca')
    expect(placeAt(rows('a b'), 'new', null)).toEqual(['a', 'b', 'new'])
  })

  it('leaves the order alone where the row already stands there', () => {
    expect(placeAt(rows('a b c'), 'b', 1).join('')).toBe('abc')
  })
})
