import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { CHUNK_BYTES } from './chunks.ts'
import { unsafeReadFile } from './queries.ts'
import { type EarlierDatabase, earlierDatabase } from '../../scripts/test/earlier-database.ts'

let earlier: EarlierDatabase

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const readme = Buffer.from('# Papers\r\n\r\n- [A title](https://arxiv.org/abs/2101.00001)\r\n')
const image = randomBytes(2 * CHUNK_BYTES + 7)
const draftImage = randomBytes(CHUNK_BYTES)

/** A database as it was while files stood in the rows that have them; then brought up to date. */
beforeAll(async () => {
  earlier = await earlierDatabase('_files_in_chunks', async (client) => {
    await client.query(`insert into "List" ("id", "slug", "title", "updatedAt") values ('a', 'a', 'A', now())`)
    await client.query(`insert into "Asset" ("sha256", "mime", "bytes", "size") values ($1, 'image/png', $2, $3)`, [
      hash(image),
      image,
      image.length,
    ])
    await client.query(`insert into "ListAsset" ("listId", "path", "sha256") values ('a', 'a.png', $1)`, [hash(image)])
    // The same text twice, as a list has it that was imported again, and once more in a draft.
    for (const seq of [1, 2])
      await client.query(
        `insert into "SourceRevision" ("id", "listId", "seq", "bytes", "sha256", "origin") values ($1, 'a', $2, $3, $4, 'README.md')`,
        [`r${seq}`, seq, readme, hash(readme)],
      )
    await client.query(
      `insert into "ImportDraft" ("id", "listId", "bytes", "sha256", "origin", "updatedAt") values ('d', 'a', $1, $2, 'README.md', now())`,
      [readme, hash(readme)],
    )
    await client.query(
      `insert into "ImportDraftAsset" ("draftId", "path", "bytes") values ('d', 'b.png', $1), ('d', 'c.png', $2), ('d', 'empty.png', '')`,
      [draftImage, image],
    )
  })
})

afterAll(() => earlier.drop())

it('files that stood in their rows are each there once, byte for byte, and found from the same rows', async () => {
  const files = await prisma().file.findMany({ select: { sha256: true, size: true } })
  const sizes = Object.fromEntries(files.map(({ sha256, size }) => [sha256, size]))
  expect(sizes).toEqual({
    [hash(image)]: image.length,
    [hash(readme)]: readme.length,
    [hash(draftImage)]: draftImage.length,
    [hash(Buffer.of())]: 0,
  })
  for (const bytes of [image, readme, draftImage, Buffer.of()])
    expect(Buffer.from(await unsafeReadFile(hash(bytes))).equals(bytes)).toBe(true)
  expect(await prisma().importDraftAsset.findMany({ orderBy: { path: 'asc' } })).toEqual([
    { draftId: 'd', path: 'b.png', sha256: hash(draftImage) },
    { draftId: 'd', path: 'c.png', sha256: hash(image) },
    { draftId: 'd', path: 'empty.png', sha256: hash(Buffer.of()) },
  ])
  expect(await prisma().fileChunk.count()).toBe(3 + 1 + 1)
})
