import { describe, expect, it } from 'vitest'
import { isTimeToKeep } from './version-policy.ts'

const minute = 60_000
const writing = { firstEdit: 100 * minute, lastEdit: 100 * minute, lastKept: 0, isDeserted: false }

describe('a version is kept by itself', () => {
  it('at a pause', () => {
    expect(isTimeToKeep(writing, writing.lastEdit + 5_000)).toBe(false)
    expect(isTimeToKeep(writing, writing.lastEdit + 20_000)).toBe(true)
  })

  it('once for several short bursts', () => {
    const burst = { ...writing, lastKept: writing.firstEdit - 30_000 }
    expect(isTimeToKeep(burst, burst.lastEdit + 20_000)).toBe(false)
    expect(isTimeToKeep(burst, burst.lastEdit + 90_000)).toBe(true)
  })

  it('after ten minutes without a pause', () => {
    const busy = (now: number) => isTimeToKeep({ ...writing, lastEdit: now, lastKept: now - minute }, now)
    expect(busy(writing.firstEdit + 9 * minute)).toBe(false)
    expect(busy(writing.firstEdit + 10 * minute)).toBe(true)
  })

  it('when everybody has left', () => {
    expect(isTimeToKeep({ ...writing, isDeserted: true }, writing.lastEdit + 1)).toBe(true)
  })
})
