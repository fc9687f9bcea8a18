/** How many bytes of a file one row holds; the last one less. The migration that made the table says it too. */
export const CHUNK_BYTES = 256 * 1024

/** Bytes that threads read without a copy of their own. */
export type SharedBytes = Uint8Array<SharedArrayBuffer>

/** A copy that threads share; the same bytes where they are shared already. */
export function sharedBytes(bytes: Uint8Array): SharedBytes {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes as SharedBytes
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength))
  shared.set(bytes)
  return shared
}

/** The rows that hold the bytes from `from` to before `to`: the first and the last `seq`. */
export function chunksOf(from: number, to: number): { first: number; last: number } {
  return { first: Math.floor(from / CHUNK_BYTES), last: Math.floor(Math.max(from, to - 1) / CHUNK_BYTES) }
}
