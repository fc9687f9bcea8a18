import { crc32, inflateRawSync } from 'node:zlib'
import { AppError } from '#lib/errors.ts'
import { type ZipEntry, listZip } from './list-zip.ts'

const MAX_UNPACKED_BYTES = 100 * 1024 * 1024
/** A text of one word repeated reaches 1000; what people write, and images, stay far below 200. */
const MAX_RATIO = 200
const SMALL_BYTES = 1024 * 1024

/**
 * The files of a zip archive that are `wanted`. What an archive says about sizes is checked first, and
 * again while unpacking, which stops at the size that was said.
 * @throws AppError invalid (damaged, locked, names that lead out of the archive, links, what only a
 *   bomb has), too_large (over 2,000 entries or 100 MB unpacked).
 */
export function readZip(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const entries = listZip(bytes)
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > MAX_UNPACKED_BYTES) throw new AppError('too_large', 'The archive holds more than 100 MB.')
  if (entries.some(isBomb)) throw new AppError('invalid', 'The archive unpacks to far more than any list would.')
  const files = new Map<string, Uint8Array>()
  for (const entry of entries) if (wanted(entry.name)) files.set(entry.name, unpack(bytes, entry))
  return files
}

const isBomb = ({ size, packedSize }: ZipEntry) => size > SMALL_BYTES && size > packedSize * MAX_RATIO

function unpack(archive: Uint8Array, entry: ZipEntry): Uint8Array {
  const packed = archive.subarray(entry.start, entry.start + entry.packedSize)
  const bytes = entry.isDeflated ? inflate(packed, entry) : packed
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw damaged(entry)
  return new Uint8Array(bytes)
}

function inflate(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.size === 0) return new Uint8Array()
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.size })
  } catch (cause) {
    throw damaged(entry, cause)
  }
}

const damaged = ({ name }: ZipEntry, cause?: unknown) =>
  new AppError('invalid', `“${name}” in the archive is damaged.`, { cause })
