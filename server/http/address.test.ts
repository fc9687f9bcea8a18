import { describe, expect, it } from 'vitest'
import { refuseAddress, refuseMethod } from './address.ts'

const BASES = ['/', '/l/reading', '/l/reading/p/abc', '/s/TOKEN', '/experiments/x', '/api/auth/callback/email']

const BROKEN: [string, string][] = [
  ['a NUL', '%00'],
  ['half a character', '%E0%A4%A'],
  ['an escape of no meaning', '%ZZ'],
  ['a percent sign at its end', '%'],
  ['half of a surrogate pair', '%ED%A0%80'],
  ['a line break', '%0d%0aSet-Cookie:x'],
]

describe('an address', () => {
  it.each(BROKEN)('with %s in its path is refused, on every page', (_what, escape) => {
    for (const base of BASES) expect(refuseAddress(`${base}/${escape}`)?.status, base).toBe(400)
  })

  it('with a NUL in its query is refused, and any other text there is for the page to read', () => {
    for (const base of BASES) {
      expect(refuseAddress(`${base}?q=a%00b`)?.status).toBe(400)
      for (const text of ['100%', '%ZZ', '%E0%A4%A', '%ED%A0%80', '-'.repeat(900)]) {
        expect(refuseAddress(`${base}?q=${text}`), text).toBeNull()
      }
    }
  })

  it('that is longer than any of ours is refused', () => {
    expect(refuseAddress(`/l/reading?q=${'x'.repeat(9000)}`)?.status).toBe(414)
    expect(refuseAddress(`/l/reading?after=${'x'.repeat(6000)}`)).toBeNull()
  })

  it("of Next's optimizer of pictures leads nowhere, however it is written", () => {
    const url = '?url=%2Fs%2FTOKEN%2Fassets%2Fa&w=640&q=75'
    const paths = [
      '/_next/image',
      '/_next/image/',
      '//_next/image',
      '/_next//image',
      '/%5Fnext/image',
      '/_next/im%61ge',
      '/_next%2Fimage',
      '/_next%252Fimage',
      '/./_next/image',
      '/_next\\image',
      '/_NEXT/IMAGE',
    ]
    for (const path of paths) expect(refuseAddress(`${path}${url}`)?.code, path).toBe('not_found')
    expect(refuseAddress('/_next/static/chunks/image.js')).toBeNull()
    expect(refuseAddress('/_next/imagery')).toBeNull()
  })
})

describe('a method', () => {
  it('that no page or interface answers is refused in a sentence', () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE'])
      expect(refuseMethod(method), method).toMatchObject({ status: 405, sentence: expect.stringContaining(method) })
    for (const method of ['GET', 'HEAD', 'POST']) expect(refuseMethod(method), method).toBeNull()
  })
})
