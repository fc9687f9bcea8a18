import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { placeImage, storeImage } from '#lib/assets/commands.ts'
import { PNG } from '#lib/assets/images.fixture.ts'
import { prisma } from '#prisma/client.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { CHUNK_BYTES } from './chunks.ts'
import { storeFile, unsafeForgetFiles } from './commands.ts'
import { unsafeReadFile, unsafeStreamFile } from './queries.ts'

const chunks = (sha256: string) => prisma().fileChunk.count({ where: { sha256 } })

async function read(sha256: string, from: number, to: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of unsafeStreamFile(sha256, { from, to })) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

describe('a file', () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 17])(
    'of %i bytes is read as it was stored',
    async (size) => {
      const bytes = new Uint8Array(randomBytes(size))
      const stored = await storeFile(bytes)
      expect(stored.size).toBe(size)
      expect(await chunks(stored.sha256)).toBe(Math.ceil(size / CHUNK_BYTES))
      expect(new Uint8Array(await unsafeReadFile(stored.sha256))).toEqual(bytes)
    },
  )

  it('is read in ranges, across the ends of its pieces', async () => {
    const bytes = new Uint8Array(randomBytes(2 * CHUNK_BYTES + 100))
    const { sha256 } = await storeFile(bytes)
    const ranges = [
      [0, 1],
      [CHUNK_BYTES - 1, CHUNK_BYTES + 1],
      [CHUNK_BYTES, 2 * CHUNK_BYTES],
      [5, bytes.length],
      [7, 7],
    ] as const
    for (const [from, to] of ranges) expect(await read(sha256, from, to)).toEqual(bytes.slice(from, to))
  })

  it('is stored once, though several people bring it at the same time', async () => {
    const bytes = new Uint8Array(randomBytes(CHUNK_BYTES + 5))
    const stored = await Promise.all(Array.from({ length: 6 }, () => storeFile(bytes)))
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1)
    expect(await chunks(stored[0]?.sha256 ?? '')).toBe(2)
  })

  it('that nothing refers to is deleted a day after it was last stored; what a list has stays', async () => {
    const list = await buildList()
    const image = await storeImage(new Uint8Array([...PNG, ...randomBytes(9)]))
    await placeImage(prisma(), list.id, 'a.png', image)
    const [loose, fresh] = [await storeFile(randomBytes(10)), await storeFile(randomBytes(10))]
    const storedAt = new Date(Date.now() - 25 * 3_600_000)
    await prisma().file.updateMany({ where: { sha256: { in: [image.sha256, loose.sha256] } }, data: { storedAt } })
    await unsafeForgetFiles()
    const left = await prisma().file.findMany({
      where: { sha256: { in: [image.sha256, loose.sha256, fresh.sha256] } },
      select: { sha256: true },
    })
    expect(left.map(({ sha256 }) => sha256).sort()).toEqual([image.sha256, fresh.sha256].sort())
  })

  it('that is not there is said not to be', async () => {
    await expect(unsafeReadFile('0'.repeat(64))).rejects.toMatchObject({ code: 'not_found' })
  })
})
