import type { Reference } from './reference.ts'

/** `title` is null for the works that belong to no part. */
export type Section = { title: string | null; references: Reference[] }

/** No more sections by keyword than this. */
const MOST = 24

/**
 * The parts of a bibliography: the folders that its program kept, where it did; else its keywords,
 * where nearly every work has one and the first ones divide the whole into a few; else one part.
 * A work in several folders stands in each.
 */
export function divide(references: readonly Reference[]): Section[] {
  if (references.some(({ groups }) => groups.length > 0)) return divideBy(references, ({ groups }) => groups)
  const firsts = references.flatMap(({ keywords: [first] }) => first ?? [])
  const distinct = new Set(firsts.map((word) => word.toLowerCase())).size
  const isDivision =
    distinct > 1 && distinct <= MOST && firsts.length >= references.length * 0.9 && firsts.length >= distinct * 3
  if (isDivision) return divideBy(references, ({ keywords }) => keywords.slice(0, 1))
  return [{ title: null, references: [...references] }]
}

function divideBy(references: readonly Reference[], by: (reference: Reference) => string[]): Section[] {
  const sections = new Map<string, Section>()
  const left: Reference[] = []
  for (const reference of references) {
    const titles = by(reference)
    if (titles.length === 0) left.push(reference)
    for (const title of new Map(titles.map((text) => [text.toLowerCase(), text])).values()) {
      const section = sections.get(title.toLowerCase()) ?? { title, references: [] }
      section.references.push(reference)
      sections.set(title.toLowerCase(), section)
    }
  }
  const divided = [...sections.values()]
  // First, where no other heading stands above them.
  return left.length === 0 ? divided : [{ title: null, references: left }, ...divided]
}
