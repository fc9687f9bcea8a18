import { splitNames } from './author-names.ts'
import type { Author } from '#lib/papers/schema.ts'

const ET_AL = /[\s,;(]*(?:\bo?et\.?\s*al\b\.?|\band\s+others\b\.?|\bu\.\s?a\.|等)\s*\)?[\s.,]*$/iu
const GAP = /[\s,;&]*(?:…|\.(?:\s?\.){2,})[\s,;]*(?:(?:&|\band\b)\s*)?/u

function tidy(text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/[\s\u200b]+/gu, ' ')
    .replace(/[*†‡§¶⁰¹²³⁴-⁹]+/gu, '')
    .replace(/^\s*(?:authors?\s*:|by\s)\s*/iu, '')
  // A final stop belongs to the last name only where that ends in an initial.
  return line
    .replace(/[\s,;:]+$/u, '')
    .replace(/(\p{L}{3,})\.$/u, '$1')
    .trim()
}

/**
 * The names of a line such as "Wei, J., Bosma, M., ... & Le, Q. V.", in order. Understands APA
 * ("Dherin, B., & Munn, M."), MLA ("Nasr, Khaled, and Pooja Viswanathan"), "First Last, First Last",
 * "King JR", names of one word and of groups. `truncated`: the line says that it leaves names out
 * ("…", "et al."); the first name after such a gap has `afterGap`.
 */
export function parseAuthors(text: string): { authors: Author[]; truncated: boolean } {
  const whole = text.trim()
  const withoutEtAl = whole.replace(ET_AL, '')
  const parts = tidy(withoutEtAl).split(GAP)
  const authors: Author[] = []
  for (const [index, part] of parts.entries()) {
    for (const [place, name] of splitNames(tidy(part)).entries()) {
      authors.push(index > 0 && place === 0 ? { ...name, afterGap: true } : name)
    }
  }
  return { authors, truncated: withoutEtAl !== whole || parts.length > 1 }
}

const fullName = (author: Author) => [author.given, author.family].filter(Boolean).join(' ')

/**
 * The names as people read them. Without `max` all that are known: "J. Wei, M. Bosma, … Q. V. Le".
 * With `max`, a list that is longer, or that leaves names out, becomes "Wei et al.".
 */
export function formatAuthors(authors: readonly Author[], truncated: boolean, max?: number): string {
  const [first] = authors
  if (!first) return ''
  const isTruncated = truncated || authors.some((author) => author.afterGap)
  if (max !== undefined && (isTruncated || authors.length > max)) return `${first.family} et al.`
  const names = authors.map((author) => (author.afterGap ? `… ${fullName(author)}` : fullName(author))).join(', ')
  return isTruncated && !authors.some((author) => author.afterGap) ? `${names} et al.` : names
}

/** The names as one line, for search: "Wei, J.; Bosma, M.; Le, Q. V.". */
export function authorsText(authors: readonly Author[]): string {
  return authors.map((author) => (author.given ? `${author.family}, ${author.given}` : author.family)).join('; ')
}
