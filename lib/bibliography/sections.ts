import type { Reference } from './reference.ts'

export type Section = { title: string; references: Reference[] }

/** No more sections by keyword than this. */
const MOST = 24

/**
 * The sections of a bibliography: the folders that its program kept, where it did; else its keywords,
 * where nearly every work has one and the first ones divide the whole into a few; else one section.
 * A work in several folders stands in each.
 */
export function divide(references: readonly Reference[], name: string): Section[] {
  if (references.some(({ groups }) => groups.length > 0)) return divideBy(references, ({ groups }) => groups, name)
  const firsts = references.flatMap(({ keywords: [first] }) => first ?? [])
  const distinct = new Set(firsts.map((word) => word.toLowerCase())).size
  const isDivision =
    distinct > 1 && distinct <= MOST && firsts.length >= references.length * 0.9 && firsts.length >= distinct * 3
  if (isDivision) return divideBy(references, ({ keywords }) => keywords.slice(0, 1), name)
  return [{ title: name, references: [...references] }]
}

function divideBy(references: readonly Reference[], by: (reference: Reference) => string[], rest: string): Section[] {
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
  return left.length === 0 ? divided : [...divided, { title: rest, references: left }]
}
