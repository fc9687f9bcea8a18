import { expect, it } from 'vitest'
import { packUpdates, unpackUpdates } from './update-bundle.ts'

const updatesOf = (...lengths: number[]) =>
  lengths.map((length, at) => Uint8Array.from({ length }, (_, of) => (at + of) % 256))

it.each([[[5]], [[0]], [[5, 0, 3]], [[1, 127, 128, 20_000]]])(
  'updates of %j bytes come back as they were',
  (lengths) => {
    const updates = updatesOf(...lengths)
    const again = unpackUpdates(packUpdates(updates), updates.length)
    expect(again.map((update) => Uint8Array.from(update))).toEqual(updates)
  },
)

it('one update stands as it is, as in a log from before', () => {
  const [update = new Uint8Array()] = updatesOf(9)
  expect(packUpdates([update])).toBe(update)
})

it('bytes that hold fewer updates than they should are an error, not a shorter note', () => {
  const bytes = packUpdates(updatesOf(5, 6))
  expect(() => unpackUpdates(bytes, 3)).toThrow()
  expect(() => unpackUpdates(bytes.subarray(0, 8), 2)).toThrow()
})
