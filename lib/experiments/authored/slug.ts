/** What stands for an experiment in links and notes: `::experiment{induction-heads}`. */
export const SLUG = /^[a-z][a-z0-9-]{0,79}$/

/** Words that mean something else where a slug stands. */
const RESERVED = new Set(['new', 'seed', 'slug', 'id', 'class', 'experiment'])

const MARKS = /\p{M}/gu

/**
 * A slug made from a title: small letters, digits and hyphens, none of those taken.
 * @param isTaken asked until it says no.
 */
export function slugOf(title: string, isTaken: (slug: string) => boolean): string {
  const plain = title
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  const words = plain
    .replace(/^[^a-z]+/, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  const base = words === '' || RESERVED.has(words) ? `experiment${words && `-${words}`}` : words
  let slug = base
  for (let count = 2; isTaken(slug); count++) slug = `${base}-${count}`
  return slug
}
