import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { databasePool, prisma } from '#prisma/client.ts'
import { CHUNK_BYTES } from './chunks.ts'

export type StoredFile = { sha256: string; size: number }

/** Piece by piece, with a turn of the event loop between: a large file keeps nobody waiting. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.byteLength; at += 4 * CHUNK_BYTES) {
    if (at > 0) await turn()
    hash.update(bytes.subarray(at, at + 4 * CHUNK_BYTES))
  }
  return hash.digest('hex')
}

/**
 * Stores a file, once however often it is brought, and gives the SHA-256 that it is known by. In a
 * transaction of its own, on connections that send bytes as they are: Prisma would copy them several times.
 * So it is called before the transaction that refers to the file, by a caller that has checked the
 * actor's right; a file that nothing comes to refer to is deleted a day later.
 */
export async function storeFile(bytes: Uint8Array): Promise<StoredFile> {
  const sha256 = await hashOf(bytes)
  const size = bytes.byteLength
  const client = await databasePool().connect()
  let failure: Error | undefined
  try {
    await client.query('begin')
    // Whoever stores the same at the same time waits here; the row's lock also keeps it from being forgotten.
    const { rows } = await client.query<{ isNew: boolean }>(
      `insert into "File" ("sha256", "size", "storedAt") values ($1, $2, timezone('utc', now()))
       on conflict ("sha256") do update set "storedAt" = excluded."storedAt" returning xmax = 0 as "isNew"`,
      [sha256, size],
    )
    for (let seq = 0; rows[0]?.isNew && seq * CHUNK_BYTES < size; seq += 1) {
      const piece = Buffer.from(bytes.subarray(seq * CHUNK_BYTES, (seq + 1) * CHUNK_BYTES))
      await client.query('insert into "FileChunk" ("sha256", "seq", "bytes") values ($1, $2, $3)', [sha256, seq, piece])
    }
    await client.query('commit')
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(failure)
  }
  return { sha256, size }
}

/**
 * Deletes the files that nothing refers to, a day after they were last stored. Unsafe: asks no actor; for
 * the server's own rounds. @returns how many.
 */
export async function unsafeForgetFiles(): Promise<number> {
  return prisma().$executeRaw`
    delete from "File" f where f."storedAt" < timezone('utc', now()) - interval '1 day'
      and not exists (select from "Asset" where "sha256" = f."sha256")
      and not exists (select from "SourceRevision" where "sha256" = f."sha256")
      and not exists (select from "ImportDraft" where "sha256" = f."sha256")
      and not exists (select from "ImportDraftAsset" where "sha256" = f."sha256")`
}
