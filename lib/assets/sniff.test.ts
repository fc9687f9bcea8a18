import { describe, expect, it } from 'vitest'
import { GIF, HTML, PNG, SVG } from './images.fixture.ts'
import { LARGEST_ASSET } from './image-limits.ts'
import { sniffImage } from './sniff.ts'

describe('what may become an image of a list', () => {
  it('knows an image and its size by its bytes', async () => {
    expect(await sniffImage(PNG)).toMatchObject({ mime: 'image/png', width: 1, height: 1 })
    expect(await sniffImage(GIF)).toMatchObject({ mime: 'image/gif', width: 1, height: 1 })
  })

  it.each([
    ['a drawing that can run scripts', SVG],
    ['a page that calls itself an image', HTML],
    ['nothing', new Uint8Array()],
    ['words', new TextEncoder().encode('GIF? No, text.')],
    ['an image that is cut off', PNG.slice(0, 12)],
  ])('refuses %s', async (_what, bytes) => {
    await expect(sniffImage(bytes, 'figure.png')).rejects.toMatchObject({ name: 'AppError', code: 'invalid' })
  })

  it('refuses more than 10 MB', async () => {
    const heavy = new Uint8Array(LARGEST_ASSET + 1)
    heavy.set(PNG)
    await expect(sniffImage(heavy)).rejects.toMatchObject({ code: 'too_large' })
  })

  it('refuses an image that would fill the reader’s memory when it is unpacked', async () => {
    const bomb = PNG.slice()
    new DataView(bomb.buffer).setUint32(16, 60_000)
    new DataView(bomb.buffer).setUint32(20, 60_000)
    await expect(sniffImage(bomb)).rejects.toMatchObject({ code: 'too_large' })
  })
})
