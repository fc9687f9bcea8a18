import { describe, expect, it } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const APP = 'https://read.example.org'
const post = (headers: Record<string, string>) => isSameOrigin('POST', { host: 'localhost:3000', ...headers }, APP)

describe('where a change may come from', () => {
  it('reading is free to everybody', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      expect(isSameOrigin(method, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, APP)).toBe(true)
    }
  })

  it("another site's page cannot change anything with a reader's cookies", () => {
    expect(post({ 'sec-fetch-site': 'cross-site', cookie: 'a=b' })).toBe(false)
    expect(post({ 'sec-fetch-site': 'same-site', origin: APP })).toBe(false)
    expect(post({ origin: 'https://evil.example' })).toBe(false)
    expect(post({ origin: 'https://read.example.org.evil.example' })).toBe(false)
    expect(post({ origin: 'null', cookie: 'a=b' })).toBe(false)
  })

  it('our own pages can, also behind a proxy and from a page without a referrer', () => {
    expect(post({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(true)
    expect(post({ origin: 'http://localhost:3000' })).toBe(true)
    expect(post({ origin: APP })).toBe(true)
  })

  it('a program that says nothing of where it comes from acts for nobody', () => {
    expect(post({})).toBe(true)
    expect(post({ cookie: 'next-auth.session-token=x' })).toBe(false)
  })
})
