import { identify } from './identifiers.ts'
import type { PaperIdentifier } from '#lib/papers/schema.ts'

/** What a person typed into the search box, taken apart. Pure. */
export type Typed = {
  text: string
  /** A pasted arXiv id, DOI or address of a paper. */
  identifier: PaperIdentifier | null
  /** Quotes, a minus before a word or OR: the text is to be read as people write to search engines. */
  hasOperators: boolean
  words: string[]
  /** The last word, where it may not be finished yet: letters and digits only. */
  unfinished: string | null
}

const MAX_WORDS = 12

export function readTyped(q: string): Typed {
  const words = q.split(' ').slice(0, MAX_WORDS)
  const last = words.at(-1) ?? ''
  return {
    text: q,
    identifier: identify(q) ?? (/^\d{4}\.\d{4,5}(v\d+)?$/.test(q) ? identify(`arxiv:${q}`) : null),
    hasOperators: /"|(^|\s)-\S|\sOR\s/.test(q),
    words,
    unfinished: /^[\p{L}\p{N}]{3,}$/u.test(last) ? last : null,
  }
}

/**
 * The word and what it may have been meant for, by the slips that trigrams forgive least in a short
 * word: two neighbours exchanged ("langauge"), a letter too many ("modells").
 */
export function nearWords(word: string): string[] {
  if (!/^[\p{L}\p{N}]{4,30}$/u.test(word)) return [word]
  const letters = [...word]
  const exchanged = letters
    .slice(1)
    .map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)])
  const shortened = letters.map((_, at) => letters.toSpliced(at, 1))
  return [...new Set([letters, ...exchanged, ...shortened].map((each) => each.join('')))]
}

/**
 * How the word that was meant may begin, where a letter is missing further on ("pytoch"). Null for long
 * words, which trigrams find, and for short ones, of which too little would be left.
 */
export function likelyStart(word: string): string | null {
  if (!/^[\p{L}\p{N}]{5,8}$/u.test(word)) return null
  return word.slice(0, word.length < 7 ? 4 : 5)
}
