import { parseAuthors } from '#lib/papers/fields/authors.ts'
import type { Author } from '#lib/papers/schema.ts'

/** "Ada Lovelace" as a name with its parts; what does not read as one person's name stays whole. */
export function readFullName(text: string): Author | null {
  const name = text.replace(/\s+/g, ' ').trim().slice(0, 300)
  if (name === '') return null
  const { authors } = parseAuthors(name)
  const [only, ...more] = authors
  return only && more.length === 0 ? only : { family: name }
}
