/** Bytes that say how long an update is, before it: 32 bits, big end first. */
const LENGTH = 4

/**
 * Updates of a document as one piece of bytes: a single one as it is, several each behind its length.
 * Merging them would cost the log more than everything else that it does.
 */
export function packUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [first] = updates
  if (updates.length === 1 && first !== undefined) return first
  const bundle = Buffer.allocUnsafe(updates.reduce((sum, update) => sum + LENGTH + update.length, 0))
  let at = 0
  for (const update of updates) {
    at = bundle.writeUInt32BE(update.length, at)
    bundle.set(update, at)
    at += update.length
  }
  return bundle
}

/**
 * The updates again, in their order.
 * @param count how many there are.
 * @throws RangeError where the bytes do not hold that many.
 */
export function unpackUpdates(bytes: Uint8Array, count: number): Uint8Array[] {
  if (count === 1) return [bytes]
  const bundle = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  return Array.from({ length: count }, () => {
    const from = at + LENGTH
    at = from + bundle.readUInt32BE(at)
    if (at > bundle.length) throw new RangeError('An update of a note is cut off.')
    return bytes.subarray(from, at)
  })
}
