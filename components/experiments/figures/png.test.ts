import { imageSize } from 'image-size'
import { unzlibSync } from 'fflate'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { encodePng, pngAddress } from './png.ts'

it('an image is a PNG file that holds its very pixels', () => {
  const rgba = Uint8Array.from({ length: 3 * 2 * 4 }, (_, at) => at * 9)
  const file = encodePng(3, 2, rgba)
  expect(imageSize(file)).toMatchObject({ width: 3, height: 2, type: 'png' })
  const view = new DataView(file.buffer)
  const seen: Record<string, Uint8Array> = {}
  for (let at = 8; at < file.length;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8))
    expect(view.getUint32(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)))
    seen[type] = file.slice(at + 8, at + 8 + length)
    at += 12 + length
  }
  const lines = unzlibSync(seen.IDAT as Uint8Array)
  expect([...lines]).toEqual([0, ...rgba.subarray(0, 12), 0, ...rgba.subarray(12)])
  expect(pngAddress(3, 2, Buffer.from(rgba).toString('base64'))).toMatch(/^data:image\/png;base64,iVBORw0KGgo/)
})
