import { describe, expect, it } from 'vitest'
import { cacheRequest } from './cache-key.ts'

const token = 'A'.repeat(43)
const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  cacheRequest({ method, url, headers })

describe('what may come from the cache', () => {
  it("is a shared page's document, each view of it on its own", () => {
    const keys = [`/s/${token}`, `/s/${token}?q=x`, `/s/${token}/p/abc`].map((url) => ask(url)?.address.href)
    expect(new Set(keys).size).toBe(3)
    expect(ask(`/s/${token}`)?.tokenHash).toBe(ask(`/s/${token}/p/abc`)?.tokenHash)
    expect(ask(`/s/%41${token.slice(1)}`)?.tokenHash).toBe(ask(`/s/${token}`)?.tokenHash)
  })

  it("is not the signed-in pages, the router's data, an image, the password form or a change", () => {
    expect(ask('/l/list')).toBeNull()
    expect(ask('/s/')).toBeNull()
    expect(ask(`/s/${token}`, { rsc: '1' })).toBeNull()
    expect(ask(`/s/${token}?_rsc=abc`)).toBeNull()
    expect(ask(`/s/${token}/assets/abc`)).toBeNull()
    expect(ask(`/s/${token}/unlock`)).toBeNull()
    expect(ask(`/s/${token}/p/abc/experiments/x/data`)).toBeNull()
    expect(ask(`/s/${token}/p/abc/experiments/x/code/0a`)).toBeNull()
    expect(ask(`/s/${token}/p/abc/experiments/x?seed=1`)).not.toBeNull()
    expect(ask(`/s/${token}`, {}, 'POST')).toBeNull()
    expect(ask(`/s/${token}/nowhere`)).toBeNull()
    expect(ask(`//s/${token}`)).toBeNull()
  })
})
