import { describe, expect, it } from 'vitest'
import { FIRST_VIEW, changedViewHref, isCanonical, isFiltered, listViewHref, parseListView } from './view.ts'

describe('the address of a view', () => {
  it('is the bare list for the first view', () => {
    expect(listViewHref('/l/a', FIRST_VIEW)).toBe('/l/a')
    expect(parseListView({})).toEqual(FIRST_VIEW)
  })

  it('says the same view when it is read back', () => {
    const view = { q: 'a & b "c"', section: 's1', year: 2023, venue: 'NeurIPS', sort: 'title', cursor: 'abc' } as const
    const href = listViewHref('/l/a', view)
    expect(parseListView(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(view)
  })

  it('is the same address however the same view was asked for', () => {
    const asked = parseListView({ venue: ' ICLR ', q: '', sort: 'list', year: '' })
    expect(listViewHref('/l/a', asked)).toBe('/l/a?venue=ICLR')
  })

  it('leaves out what makes no sense, and fails on nothing', () => {
    const view = parseListView({ sort: 'colour', year: '20x3', q: ['two', 'three'], after: '\u0000', section: '' })
    expect(view).toEqual({ ...FIRST_VIEW, q: 'two' })
    expect(parseListView({ q: 'x'.repeat(5000) }).q).toHaveLength(200)
    expect(parseListView({ q: 'a\u0000b\ud800' }).q).toBe('a b\ufffd')
  })

  it('starts from the first page when a filter changes', () => {
    const view = { ...FIRST_VIEW, cursor: 'abc', year: 2020 }
    expect(changedViewHref('/l/a', view, { year: null })).toBe('/l/a')
    expect(changedViewHref('/l/a', view, { cursor: 'next' })).toBe('/l/a?year=2020&after=next')
  })

  it('knows an address with something in it that says nothing', () => {
    const isPlain = (params: Record<string, string | string[]>) => isCanonical(params, parseListView(params))
    expect(isPlain({})).toBe(true)
    expect(isPlain({ q: 'a', year: '2020', utm_source: 'x' })).toBe(true)
    const idle: Record<string, string | string[]>[] = [
      { q: '' },
      { q: ' a' },
      { sort: 'list' },
      { year: 'x' },
      { q: ['a', 'b'] },
    ]
    for (const params of idle) expect(isPlain(params)).toBe(false)
  })

  it('knows a view that leaves papers out', () => {
    expect(isFiltered({ ...FIRST_VIEW, sort: 'year', cursor: 'x' })).toBe(false)
    expect(isFiltered({ ...FIRST_VIEW, venue: 'ICLR' })).toBe(true)
  })
})
