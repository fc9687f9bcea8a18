import { notFound } from '#lib/errors.ts'
import { databasePool } from '#prisma/client.ts'
import { CHUNK_BYTES, type SharedBytes, chunksOf } from './chunks.ts'

/** Part of a file: from `from` to before `to`, in bytes. */
export type Range = { from: number; to: number }

async function readChunk(sha256: string, seq: number): Promise<Buffer> {
  // In base64: node-postgres reads every answer as text, and hexadecimals are half as long again.
  const { rows } = await databasePool().query<{ text: string }>(
    `select encode("bytes", 'base64') as "text" from "FileChunk" where "sha256" = $1 and "seq" = $2`,
    [sha256, seq],
  )
  const [row] = rows
  if (!row) throw notFound('file')
  return Buffer.from(row.text, 'base64')
}

/**
 * A file, or a range of it, piece by piece as it is read: never all of it in memory.
 * Unsafe: asks no actor; for a caller that has found what refers to the file, and whose it is.
 */
export async function* unsafeStreamFile(sha256: string, { from, to }: Range): AsyncGenerator<Uint8Array> {
  if (to <= from) return
  const { first, last } = chunksOf(from, to)
  for (let seq = first; seq <= last; seq += 1) {
    const start = seq * CHUNK_BYTES
    const piece = await readChunk(sha256, seq)
    yield piece.subarray(Math.max(0, from - start), Math.min(piece.length, to - start))
  }
}

/**
 * A whole file, where threads can read it: for texts, whose size has a limit.
 * Unsafe: asks no actor; for a caller that has found what refers to the file. @throws AppError not_found.
 */
export async function unsafeReadFile(sha256: string): Promise<SharedBytes> {
  // With its first piece, which is all of most of them.
  const found = await databasePool().query<{ size: number; text: string | null }>(
    `select f."size", encode(c."bytes", 'base64') as "text"
      from "File" f left join "FileChunk" c on c."sha256" = f."sha256" and c."seq" = 0 where f."sha256" = $1`,
    [sha256],
  )
  const [row] = found.rows
  if (!row) throw notFound('file')
  const whole = new Uint8Array(new SharedArrayBuffer(row.size))
  const first = Buffer.from(row.text ?? '', 'base64')
  whole.set(first)
  let at = first.length
  for await (const piece of unsafeStreamFile(sha256, { from: at, to: row.size })) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
