import { describe, expect, it } from 'vitest'
import { PNG } from './images.fixture.ts'
import { assetResponse } from './response.ts'

const asset = { sha256: 'ab'.repeat(32), mime: 'image/png', bytes: PNG }

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
})
