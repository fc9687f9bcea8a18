import { createHash } from 'node:crypto'
import { AppError } from '#lib/errors.ts'
import { MAX_TEXT_BYTES } from './limits.ts'

/** A README as it came: the bytes are the truth, every span counts in `text`. */
export type Source = { bytes: Uint8Array; text: string; sha256: string }

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * The text of a file's bytes, a byte order mark and all line ends kept.
 * @throws AppError too_large above 20 MB, invalid where it is empty or not UTF-8.
 */
export function readSource(bytes: Uint8Array): Source {
  if (bytes.byteLength > MAX_TEXT_BYTES) throw new AppError('too_large', 'The file is larger than 20 MB.')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new AppError('invalid', 'The file is not text in UTF-8. Save it as UTF-8 and try again.')
  }
  if (text.trim() === '') throw new AppError('invalid', 'The file is empty.')
  if (text.includes('\0')) throw new AppError('invalid', 'The file is not a text file.')
  return { bytes, text, sha256: sha256Of(bytes) }
}
