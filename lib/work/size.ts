/** Bytes that a value of its own takes beside its contents, roughly. */
const OVERHEAD = 16

/**
 * Whether what `value` holds takes more than `most` bytes (a character of a text counts as one): text,
 * bytes, and what stands in arrays, maps and objects. Stops counting where it is known.
 */
export function isLargerThan(value: unknown, most: number): boolean {
  let bytes = 0
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const one = stack.pop()
    bytes += OVERHEAD
    if (typeof one === 'string') bytes += one.length
    else if (ArrayBuffer.isView(one)) bytes += one.byteLength
    else if (Array.isArray(one) || one instanceof Set) for (const item of one) stack.push(item)
    else if (one instanceof Map) for (const [key, item] of one) stack.push(key, item)
    else if (typeof one === 'object' && one !== null)
      for (const [key, item] of Object.entries(one)) {
        bytes += key.length
        stack.push(item)
      }
    if (bytes > most) return true
  }
  return false
}
