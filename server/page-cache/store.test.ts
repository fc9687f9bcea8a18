import { describe, expect, it, vi } from 'vitest'
import type { Entry, Shows } from './entry.ts'
import { PageStore } from './store.ts'

function page(listId: string, fields: { bytes?: number; expiresAt?: number; shows?: Shows } = {}): Entry {
  const variant = { body: Buffer.alloc(fields.bytes ?? 10), headers: [] }
  const expiresAt = fields.expiresAt ?? Infinity
  const shows = fields.shows ?? null
  const all = { identity: variant, gzip: variant, br: variant }
  return { listId, shows, expiresAt, status: 200, etag: '"x"', notModified: [], ...all }
}

describe('the pages in memory', () => {
  it('are dropped when their list changes, and no others', () => {
    const store = new PageStore(1_000_000)
    store.keep('/a1', page('a'), store.now())
    store.keep('/a2', page('a'), store.now())
    store.keep('/b', page('b'), store.now())
    store.listChanged('a', null)
    expect([store.get('/a1'), store.get('/a2')]).toEqual([undefined, undefined])
    expect(store.get('/b')).toBeDefined()
  })

  it('are dropped when their list changes also where a page took the place of an older one', () => {
    const store = new PageStore(1_000_000)
    for (let n = 0; n < 3; n += 1) store.keep('/a', page('a'), store.now())
    store.listChanged('a', null)
    expect(store.get('/a')).toBeUndefined()
  })

  it('never hold a page whose rendering began before a change of its list', () => {
    const store = new PageStore(1_000_000)
    const since = store.now()
    store.listChanged('a', null)
    store.keep('/a', page('a'), since)
    store.keep('/b', page('b'), since)
    expect(store.get('/a')).toBeUndefined()
    expect(store.get('/b')).toBeDefined()
    store.keep('/a', page('a'), store.now())
    expect(store.get('/a')).toBeDefined()
  })

  it('stay while somebody writes a note that they do not show', () => {
    const store = new PageStore(1_000_000)
    const keepAll = (since: number) => {
      store.keep('/list', page('a', { shows: 'no note' }), since)
      store.keep('/one', page('a', { shows: { paper: 'one' } }), since)
      store.keep('/two', page('a', { shows: { paper: 'two' } }), since)
      store.keep('/search', page('a'), since)
    }
    const kept = () => ['/list', '/one', '/two', '/search'].filter((key) => store.get(key))
    const before = store.now()
    keepAll(before)
    store.listChanged('a', new Set(['one']))
    expect(kept()).toEqual(['/list', '/two'])
    // What was being rendered meanwhile: who knows which of the note it shows.
    store.listChanged('a', null)
    const since = store.now()
    store.listChanged('a', new Set(['one']))
    keepAll(since)
    expect(kept()).toEqual(['/list'])
  })

  it('are all dropped when changes may have been missed, also those being rendered', () => {
    const store = new PageStore(1_000_000)
    store.keep('/a', page('a'), store.now())
    const since = store.now()
    store.clear()
    store.keep('/b', page('b'), since)
    expect(store.size).toBe(0)
  })

  it('end with the share link', () => {
    vi.useFakeTimers()
    const store = new PageStore(1_000_000)
    store.keep('/a', page('a', { expiresAt: Date.now() + 1000 }), store.now())
    expect(store.get('/a')).toBeDefined()
    vi.advanceTimersByTime(1001)
    expect(store.get('/a')).toBeUndefined()
    vi.useRealTimers()
  })

  it('that somebody chose never drive out the others, however many they are', () => {
    const store = new PageStore(1_000_000)
    store.keep('/first', page('a', { bytes: 10_000 }), store.now())
    for (let n = 0; n < 1000; n += 1) {
      store.keep(`/?q=${n}`, page('a', { bytes: 10_000 }), store.now(), { isChosen: true })
    }
    expect(store.get('/first')).toBeDefined()
    expect(store.size).toBeLessThan(10)
    store.listChanged('a', null)
    expect(store.size).toBe(0)
  })

  it('take no more room than they are given', () => {
    const store = new PageStore(200_000)
    for (let n = 0; n < 100; n += 1) store.keep(`/${n}`, page('a', { bytes: 10_000 }), store.now())
    expect(store.size).toBeGreaterThan(2)
    expect(store.size).toBeLessThan(7)
    store.keep('/huge', page('a', { bytes: 100_000 }), store.now())
    expect(store.get('/huge')).toBeUndefined()
    expect(store.fits(page('a', { bytes: 100_000 }))).toBe(false)
    expect(store.fits(page('a', { bytes: 10_000 }))).toBe(true)
  })
})
