import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnectPrisma, prisma } from '#prisma/client.ts'
import { CHUNK_BYTES } from './chunks.ts'
import { unsafeReadFile } from './queries.ts'

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations')
const url = new URL(process.env.DATABASE_URL ?? '')
url.pathname = `${url.pathname}_files`
let client: pg.Client

async function onCluster(sql: string): Promise<void> {
  const cluster = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await cluster.connect()
  await cluster.query(sql)
  await cluster.end()
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const readme = Buffer.from('# Papers\r\n\r\n- [A title](https://arxiv.org/abs/2101.00001)\r\n')
const image = randomBytes(2 * CHUNK_BYTES + 7)
const draftImage = randomBytes(CHUNK_BYTES)

/** A database as it was while files stood in the rows that have them; then brought up to date. */
beforeAll(async () => {
  await onCluster(`create database ${url.pathname.slice(1)}`)
  client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const names = readdirSync(MIGRATIONS)
    .filter((name) => /^\d{14}_/.test(name))
    .sort()
  const at = names.findIndex((name) => name.endsWith('_files_in_chunks'))
  expect(at).toBeGreaterThan(0)
  const apply = async (some: string[]) => {
    for (const name of some) await client.query(readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'))
  }
  await apply(names.slice(0, at))
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
  await apply(names.slice(at))
  await disconnectPrisma()
  process.env.DATABASE_URL = url.href
})

afterAll(async () => {
  await client.end()
  await disconnectPrisma()
  process.env.DATABASE_URL = url.href.replace(/_files$/, '')
  await onCluster(`drop database ${url.pathname.slice(1)} with (force)`)
})

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
