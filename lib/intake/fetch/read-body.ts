import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { AppError } from '#lib/errors.ts'

/** What is asked for in Accept-Encoding, and nothing else is understood. */
export const ENCODINGS = 'gzip, br'

export const tooLarge = (maxBytes: number) =>
  new AppError('too_large', `What is at this address is larger than ${megabytes(maxBytes)}.`)

const megabytes = (bytes: number) =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${Math.floor(bytes / 1024)} kB`

function decoder(encoding: string) {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    default:
      throw new AppError('invalid', 'What is at this address is compressed in a way that is not understood.')
  }
}

/**
 * A reply's bytes, unpacked. Counted as they come, before and after unpacking, so that a small reply
 * that unpacks to a huge one is given up as soon as it is too large.
 * @throws AppError too_large, invalid (damaged).
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const count = () => {
    let total = 0
    return async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        total += chunk.length
        if (total > maxBytes) throw tooLarge(maxBytes)
        yield chunk
      }
    }
  }
  const keep = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) chunks.push(chunk)
  }
  const unpack = decoder(encoding)
  try {
    await (unpack ? pipeline(body, count(), unpack, count(), keep) : pipeline(body, count(), keep))
  } catch (error) {
    if (isDamaged(error)) throw new AppError('invalid', 'What is at this address arrived damaged.', { cause: error })
    throw error
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const isDamaged = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(Z_|ERR__?ERROR_|ERR_BROTLI|ERR_PADDING)/.test(String(error.code))
