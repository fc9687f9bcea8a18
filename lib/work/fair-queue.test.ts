import { describe, expect, it } from 'vitest'
import { type Entry, FairQueue, type Lane } from './fair-queue.ts'

function setUp(threads: number, limits: { waiting?: number; waitingPerClient?: number } = {}) {
  const queue = new FairQueue({ threads, waiting: 100, waitingPerClient: 100, ...limits })
  const started: string[] = []
  const add = (client: string, lane: Lane = 'page') => {
    const entry: Entry = { client, lane, start: () => started.push(client) }
    return { entry, taken: queue.add(entry) }
  }
  return { queue, started, add }
}

describe('the queue of heavy work', () => {
  it('gives one client all threads but one, however much it asks for', () => {
    const { started, add } = setUp(3)
    for (let i = 0; i < 5; i++) add('a')
    expect(started).toEqual(['a', 'a'])
    add('b')
    expect(started).toEqual(['a', 'a', 'b'])
  })

  it('keeps a thread for readers however many imports run', () => {
    const { started, add } = setUp(3)
    for (const admin of ['a', 'b', 'c', 'd']) add(admin, 'heavy')
    expect(started).toEqual(['a', 'b'])
    add('reader')
    expect(started).toEqual(['a', 'b', 'reader'])
  })

  it('goes around among clients instead of serving who asked most first', () => {
    const { queue, started, add } = setUp(2)
    const first = add('a').entry
    add('a')
    add('a')
    const b = add('b').entry
    add('c')
    queue.remove(b)
    expect(started).toEqual(['a', 'b', 'c'])
    queue.remove(first)
    expect(started).toEqual(['a', 'b', 'c', 'a'])
  })

  it('lets pages go before an import that waits, and the import start in the end', () => {
    const { queue, started, add } = setUp(2)
    add('a')
    const first = add('b', 'heavy').entry
    const readers = Array.from({ length: 60 }, (_, at) => add(`reader ${at}`).entry)
    add('import', 'heavy')
    queue.remove(first)
    for (const reader of readers) if (!started.includes('import')) queue.remove(reader)
    const before = started.indexOf('import')
    expect(before).toBeGreaterThan(40)
    expect(before).toBeLessThan(60)
  })

  it('refuses what would wait behind too much, and takes it when there is room again', () => {
    const { queue, add } = setUp(2, { waiting: 3, waitingPerClient: 2 })
    const running = add('a').entry
    expect([add('a'), add('a'), add('a')].map(({ taken }) => taken)).toEqual([true, true, false])
    expect(add('b').taken).toBe(true)
    queue.remove(running)
    expect(add('a').taken).toBe(true)
  })

  it('forgets an entry that nobody waits for any more', () => {
    const { queue, started, add } = setUp(2)
    const running = add('a').entry
    const gone = add('a').entry
    queue.remove(gone)
    queue.remove(running)
    expect(started).toEqual(['a'])
  })
})
