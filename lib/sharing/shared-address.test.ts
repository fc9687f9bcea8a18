import { describe, expect, it } from 'vitest'
import { readSharedAddress } from './shared-address.ts'

const href = (url: string) => readSharedAddress(url)?.href

describe('the address of a shared page', () => {
  it('is one, however a link to it was written', () => {
    for (const url of [
      '/s/T?x=1',
      '/s/T?x=2&utm=3',
      '/s/%54',
      '/s/T?q=',
      '/s/T?sort=colour&year=20x3',
      '/s/T?after=',
    ]) {
      expect(href(url), url).toBe('/s/T')
    }
    const wanted = '/s/T?q=flow+matching&year=2024'
    for (const query of [
      'q=flow+matching&year=2024',
      'year=2024&q=flow%20%20matching',
      'q=flow matching&q=x&year=2024&z',
    ]) {
      expect(href(`/s/T?${query}`), query).toBe(wanted)
    }
    expect(href('/s/T/p/abc?x=1&q=y')).toBe('/s/T/p/abc')
    expect(href('/s/T/p/%61bc')).toBe('/s/T/p/abc')
  })

  it('tells views that differ apart, and those that somebody chose from those that are simply there', () => {
    expect(href('/s/T?q=a')).not.toBe(href('/s/T?q=b'))
    expect(readSharedAddress('/s/T?section=x')).toMatchObject({ href: '/s/T?section=x', isChosen: false })
    expect(readSharedAddress('/s/T?section=x&after=y')?.isChosen).toBe(true)
    expect(readSharedAddress('/s/T?q=a')?.isChosen).toBe(true)
    expect(readSharedAddress('/s/T/p/abc?q=a')?.isChosen).toBe(false)
  })

  it("leaves an experiment's parameters to be read by the experiment", () => {
    const address = readSharedAddress('/s/T/p/abc/experiments/rope?rate=1')
    expect(address).toMatchObject({
      href: '/s/T/p/abc/experiments/rope',
      experiment: { slug: 'rope', query: 'rate=1' },
    })
    expect(readSharedAddress('/s/T/p/abc/experiments/rope')?.experiment).toBeNull()
  })

  it('is none of a figure, a form, or what nothing answers', () => {
    for (const url of [
      '/s/',
      '/s/T/',
      '/s/T/unlock',
      '/s/T/assets/a',
      '/s/T/p/a/b',
      '/l/x',
      '/s/%ZZ',
      '/s/T/p/a/experiments/x/data',
    ]) {
      expect(readSharedAddress(url), url).toBeNull()
    }
  })
})
