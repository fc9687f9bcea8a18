/** No index of PostgreSQL takes a longer key: 2704 bytes, of which other columns want some. */
const LONGEST_KEY = 300

/** What a title is sorted by: lower case, without the quotes, brackets and markup before its first letter or digit. */
export function titleSort(title: string): string {
  const lower = title.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  const key = lower.replace(/^[^\p{L}\p{N}]+/u, '') || lower
  return key.slice(0, LONGEST_KEY).toWellFormed()
}

/**
 * What titles are matched by: letters and digits only, no case, accents, markup or spacing, so that
 * "**Q-Learning**: a Study." and "Q Learning – A study" are one. Never empty for a title that is not.
 */
export function titleKey(title: string): string {
  const bare = title
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return bare.replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || bare.trim()
}
