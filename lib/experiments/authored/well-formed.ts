/** A text as the database takes it: without NUL and without halves of characters. */
export const wellFormed = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** The same of every text in plain data; keys stay as they are. */
export function wellFormedData(data: unknown): unknown {
  if (data === undefined) return undefined
  return JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === 'string' ? wellFormed(value) : value,
  )
}
