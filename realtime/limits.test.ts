import { describe, expect, it } from 'vitest'
import { Counter, TokenBucket } from './limits.ts'

describe('limits', () => {
  it('let a burst through, then so many a second', () => {
    const bucket = new TokenBucket(10, 5, 0)
    const taken = (now: number, times: number) =>
      Array.from({ length: times }, () => bucket.take(1, now)).filter(Boolean)
    expect(taken(0, 8)).toHaveLength(5)
    expect(taken(300, 8)).toHaveLength(3)
    expect(taken(60_000, 8)).toHaveLength(5)
  })

  it('count what is there, each once', () => {
    const counter = new Counter()
    const first = counter.add('a', 2)
    expect(counter.add('a', 2)).not.toBeNull()
    expect(counter.add('a', 2)).toBeNull()
    expect(counter.add('b', 2)).not.toBeNull()
    first?.()
    first?.()
    expect(counter.add('a', 2)).not.toBeNull()
    expect(counter.add('a', 2)).toBeNull()
  })
})
