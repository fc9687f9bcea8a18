import { AppError } from '#lib/errors.ts'

export type ZipEntry = {
  /** With slashes, inside the archive. */
  name: string
  /** Unpacked, as the archive says. */
  size: number
  packedSize: number
  isDeflated: boolean
  crc: number
  /** Where its packed bytes begin. */
  start: number
}

const MAX_ENTRIES = 2000
const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const SYMLINK = 0xa000

const damaged = () => new AppError('invalid', 'The archive is damaged, or not a zip archive.')

/**
 * The files that a zip archive's directory names; folders are left out. After APPNOTE.TXT 6.3.10,
 * without the extensions for archives over 4 GB.
 * @throws AppError invalid (damaged, locked, a name that leads out, a link), too_large (over 2,000 entries).
 */
export function listZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readDirectory(view, bytes)
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error
  }
}

function readDirectory(view: DataView, bytes: Uint8Array): ZipEntry[] {
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > MAX_ENTRIES) throw new AppError('too_large', 'The archive holds more than 2,000 files.')
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw damaged()
    const nameLength = view.getUint16(at + 28, true)
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const name = readName(bytes.subarray(at + 46, at + 46 + nameLength))
    if (!name.endsWith('/')) entries.push(readEntry(view, at, name))
    at += 46 + nameLength + rest
  }
  return entries
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END) return at
  }
  throw damaged()
}

function readEntry(view: DataView, at: number, name: string): ZipEntry {
  const refuse = (why: string) => new AppError('invalid', `“${name}” in the archive ${why}.`)
  const mode = view.getUint32(at + 38, true) >>> 16
  if ((mode & 0xf000) === SYMLINK) throw refuse('is a link to elsewhere. Pack the file itself')
  if (view.getUint16(at + 8, true) & 1) throw refuse('is locked with a password')
  const method = view.getUint16(at + 10, true)
  if (method !== 0 && method !== 8) throw refuse('is packed in a way that is not understood')
  const local = view.getUint32(at + 42, true)
  if (view.getUint32(local, true) !== LOCAL) throw damaged()
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const packedSize = view.getUint32(at + 20, true)
  if (start + packedSize > view.byteLength) throw damaged()
  const [crc, size] = [view.getUint32(at + 16, true), view.getUint32(at + 24, true)]
  return { name, size, packedSize, isDeflated: method === 8, crc, start }
}

function readName(bytes: Uint8Array): string {
  const name = decodeName(bytes).replaceAll('\\', '/')
  const leadsOut = name === '' || name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')
  if (leadsOut || /\p{Cc}/u.test(name)) {
    throw new AppError('invalid', 'The archive holds a file whose name leads out of the archive.')
  }
  return name.replace(/^(\.\/)+/, '')
}

/** UTF-8 whether or not the archive says so; old archives' own alphabet is near enough Latin 1. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}
