import { describe, expect, it } from 'vitest'
import { PNG } from './images.fixture.ts'
import { assetResponse } from './response.ts'

const asset = {
  sha256: 'ab'.repeat(32),
  mime: 'image/png',
  size: PNG.length,
  async *read({ from, to }: { from: number; to: number }) {
    yield PNG.subarray(from, to)
  },
}

describe('an image on its way to a reader', () => {
  it('can be nothing but that image', async () => {
    const response = assetResponse(asset)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'")
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG)
  })

  it('stays in the reader’s own cache for good, and in shared ones only where that is wanted', () => {
    expect(assetResponse(asset).headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(assetResponse(asset, undefined, 'public').headers.get('cache-control')).toMatch(/^public, /)
  })

  it('is not sent again to a browser that has it', async () => {
    const request = (tag: string) => new Request('http://localhost/x', { headers: { 'if-none-match': tag } })
    const again = assetResponse(asset, request(`"other", W/"${asset.sha256}"`))
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(assetResponse(asset, request('"other"')).status).toBe(200)
  })

  it('comes in parts to whoever asks for a part', async () => {
    const ask = async (range: string) => {
      const response = assetResponse(asset, new Request('http://localhost/x', { headers: { range } }))
      return [response.status, response.headers.get('content-range'), (await response.arrayBuffer()).byteLength]
    }
    const all = PNG.length
    expect(await ask('bytes=2-5')).toEqual([206, `bytes 2-5/${all}`, 4])
    expect(await ask('bytes=4-')).toEqual([206, `bytes 4-${all - 1}/${all}`, all - 4])
    expect(await ask('bytes=-3')).toEqual([206, `bytes ${all - 3}-${all - 1}/${all}`, 3])
    expect(await ask(`bytes=0-${all * 9}`)).toEqual([206, `bytes 0-${all - 1}/${all}`, all])
    expect((await ask(`bytes=${all}-`)).slice(0, 2)).toEqual([416, `bytes */${all}`])
    for (const range of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'bytes=5-2'].slice(0, 3))
      expect((await ask(range)).slice(0, 2), range).toEqual([200, null])
  })
})
