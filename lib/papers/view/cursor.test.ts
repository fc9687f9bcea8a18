import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor.ts'

describe('where a page begins', () => {
  it('is read back as it was written', () => {
    const cursor = { by: 'year', newest: -2022, title: 'größe $x$', id: 'p1' } as const
    expect(decodeCursor(encodeCursor(cursor), 'year')).toEqual(cursor)
  })

  it('is the first page for a cursor of another order, a cut one or none', () => {
    const cursor = encodeCursor({ by: 'title', title: 'a', id: 'p1' })
    expect(decodeCursor(cursor, 'year')).toBeNull()
    expect(decodeCursor(cursor.slice(3), 'title')).toBeNull()
    expect(
      decodeCursor(Buffer.from('{"by":"title","title":"a\\u0000","id":"x"}').toString('base64url'), 'title'),
    ).toBeNull()
    expect(decodeCursor(Buffer.from('{"by":"rank","rank":1e99,"id":"x"}').toString('base64url'), 'rank')).toBeNull()
    expect(decodeCursor('', 'title')).toBeNull()
    expect(decodeCursor(null, 'title')).toBeNull()
  })
})
