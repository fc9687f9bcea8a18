import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { tidyHeap } from './tidy.ts'

/** As much as a large import leaves: 128 MB that nothing holds any more. */
function leaveMuch(): WeakRef<number[][]> {
  return new WeakRef(Array.from({ length: 160 }, (_, index) => new Array<number>(100_000).fill(index + 0.5)))
}

describe('a thread that did a large task', () => {
  it('gives back what the task left, once its answer is on its way', async () => {
    const left = leaveMuch()
    tidyHeap()
    expect(left.deref()).toBeDefined()
    await turn()
    await turn()
    expect(left.deref()).toBeUndefined()
  })
})
