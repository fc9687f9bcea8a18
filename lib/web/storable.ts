/** What PostgreSQL can keep: text without NUL, which nobody typed, and without halves of characters. */
const text = (value: string) => (value.includes('\0') ? value.replaceAll('\0', '') : value).toWellFormed()

const isPlain = (value: object) => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/**
 * What a browser sent, made fit to be kept, whichever field it stands in: one place for every action.
 * Files and whatever else is no plain value stay as they are. How deep it goes, the server has bounded
 * (server/http/body/body-rules.ts); what stands in it twice, or in itself, is walked once.
 */
export function storable(input: unknown, walked = new Map<object, unknown>()): unknown {
  if (typeof input === 'string') return text(input)
  if (typeof input !== 'object' || input === null) return input
  if (walked.has(input)) return walked.get(input)
  if (Array.isArray(input)) {
    const list: unknown[] = []
    walked.set(input, list)
    for (const each of input) list.push(storable(each, walked))
    return list
  }
  if (!isPlain(input)) return input
  const object: Record<string, unknown> = {}
  walked.set(input, object)
  for (const [key, each] of Object.entries(input)) object[text(key)] = storable(each, walked)
  return object
}
