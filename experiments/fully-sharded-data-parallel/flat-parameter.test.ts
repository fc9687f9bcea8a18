import { expect, it } from 'vitest'
import { layOut, shardOf } from './flat-parameter.ts'

const layer = [
  { name: 'weight', shape: [4, 3] },
  { name: 'bias', shape: [3] },
]

it('the paper’s Figure 3: a 4 × 3 layer with its bias on 16 ranks is one number each, the last being padding', () => {
  const flat = layOut(layer, 16)
  expect(flat).toMatchObject({ size: 15, paddedSize: 16, shardSize: 1 })
  expect(flat.tensors.map(({ offset, size }) => [offset, size])).toEqual([
    [0, 12],
    [12, 3],
  ])
})

it('shards put one after the other are the unit and then zeros', () => {
  for (const factor of [1, 2, 4, 7, 15, 16]) {
    const flat = layOut(layer, factor)
    const unit = Float32Array.from({ length: 15 }, (_, at) => at + 1)
    const joined = Array.from({ length: factor }, (_, index) => [...shardOf(flat, unit, index)]).flat()
    expect(joined.slice(0, 15)).toEqual([...unit])
    expect(joined.slice(15).every((one) => one === 0)).toBe(true)
    expect(joined.length - 15).toBeLessThan(factor)
  }
})
