import { createHash } from 'node:crypto'
import { AppError } from '#lib/errors.ts'
import { type SharedBytes, sharedBytes } from '#lib/files/chunks.ts'
import { MAX_README_BYTES } from '#lib/readme/limits.ts'

/** A README as it came: the bytes are the truth. Threads read them without a copy. */
export type Source = { bytes: SharedBytes; sha256: string }

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A file's bytes with the hash that names them. @throws AppError too_large above 4 MB. */
export function readSource(bytes: Uint8Array): Source {
  if (bytes.byteLength > MAX_README_BYTES)
    throw new AppError('too_large', 'The file is larger than 4 MB: divide it into several lists.')
  const shared = sharedBytes(bytes)
  return { bytes: shared, sha256: sha256Of(shared) }
}

/**
 * The text of a file's bytes, a byte order mark and all line ends kept; every span counts in it. Takes a
 * while for a large file: for the worker pool and the command line.
 * @throws AppError invalid where it is empty or not UTF-8.
 */
export function textOf(bytes: Uint8Array): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new AppError('invalid', 'The file is not text in UTF-8. Save it as UTF-8 and try again.')
  }
  if (text.trim() === '') throw new AppError('invalid', 'The file is empty.')
  if (text.includes('\0')) throw new AppError('invalid', 'The file is not a text file.')
  return text
}
