import { expect, it, vi } from 'vitest'
import { Outbox } from './outbox.ts'

const turn = () => new Promise((done) => process.nextTick(done))

function outletsOf(count: number) {
  const written: number[] = []
  const outlets = Array.from({ length: count }, (_, at) => ({ flush: () => void written.push(at) }))
  return { written, outlets }
}

it('writes to a few sockets by the end of the turn, each once, in the order they were put in', async () => {
  const outbox = new Outbox()
  const { written, outlets } = outletsOf(3)
  for (const outlet of [...outlets, ...outlets]) outbox.add(outlet)
  expect(written).toEqual([])
  await turn()
  expect(written).toEqual([0, 1, 2])
})

it('comes back to what else there is between some sockets of many and the next', async () => {
  const outbox = new Outbox()
  const { written, outlets } = outletsOf(200)
  for (const outlet of outlets) outbox.add(outlet)
  await turn()
  expect(written.length).toBeGreaterThan(0)
  expect(written.length).toBeLessThan(100)
  await vi.waitUntil(() => written.length === 200)
  expect(written).toEqual(outlets.map((_, at) => at))
})

it('writes what is urgent in this turn, before those that have waited, and not again', async () => {
  const outbox = new Outbox()
  const { written, outlets } = outletsOf(200)
  for (const outlet of outlets) outbox.add(outlet)
  await turn()
  const last = outlets.at(-1)
  if (last) outbox.hurry(last)
  await turn()
  expect(written.at(-1)).toBe(199)
  await vi.waitUntil(() => written.length >= 200)
  expect(written.toSorted((a, b) => a - b)).toEqual(outlets.map((_, at) => at))
})
