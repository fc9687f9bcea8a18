import { describe, expect, it, vi } from 'vitest'
import { Turns } from './turns.ts'

const LIMITS = { atOnce: 2, perClient: 1, waiting: 4, waitingPerClient: 3 }

/** Work that ends when it is told to, and the order in which work began. */
function workshop() {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      began.push(name)
      ends.set(name, () => resolve(name))
    })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  const end = async (name: string) => {
    await settled()
    ends.get(name)?.()
    await settled()
  }
  return { began, work, end, settled }
}

describe('costly work', () => {
  it('is done a few pieces at a time, and clients take turns', async () => {
    const { began, work, end, settled } = workshop()
    const turns = new Turns(LIMITS)
    for (const name of ['a1', 'a2', 'a3']) void turns.run('a', work(name))
    void turns.run('b', work('b1'))
    void turns.run('c', work('c1'))
    await settled()
    expect(began).toEqual(['a1', 'b1'])
    await end('a1')
    expect(began).toEqual(['a1', 'b1', 'a2'])
    await end('a2')
    expect(began).toEqual(['a1', 'b1', 'a2', 'c1'])
    await end('b1')
    expect(began.at(-1)).toBe('a3')
    await end('c1')
    await end('a3')
    expect(turns.load).toEqual({ running: 0, waiting: 0 })
  })

  it('is refused with a sentence where too much of it waits, of one client or of all', async () => {
    const { work } = workshop()
    const turns = new Turns(LIMITS)
    for (const name of ['a1', 'a2', 'a3', 'a4']) void turns.run('a', work(name))
    await expect(turns.run('a', work('a5'))).rejects.toMatchObject({ code: 'rate_limited' })
    void turns.run('b', work('b1'))
    void turns.run('b', work('b2'))
    await expect(turns.run('c', work('c1'))).rejects.toMatchObject({ code: 'rate_limited' })
  })

  it('gives its turn on when it fails, and when nobody wants it any more', async () => {
    const { began, work, end } = workshop()
    const turns = new Turns({ ...LIMITS, atOnce: 1 })
    void turns.run('a', work('a1'))
    const dropped = turns.run('b', work('b1'), { isWanted: () => false })
    const failing = turns.run('b', () => Promise.reject(new Error('no')))
    const last = turns.run('c', work('c1'))
    void last
    dropped.catch(() => undefined)
    failing.catch(() => undefined)
    await end('a1')
    await expect(dropped).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(failing).rejects.toThrow('no')
    await vi.waitUntil(() => began.includes('c1'))
    expect(began).toEqual(['a1', 'c1'])
  })

  it('keeps nobody waiting that never ends', async () => {
    const { began, work } = workshop()
    const turns = new Turns({ ...LIMITS, atOnce: 1 }, 5)
    void turns.run('a', work('for ever'))
    void turns.run('b', work('b1'))
    await vi.waitUntil(() => began.includes('b1'))
  })
})
