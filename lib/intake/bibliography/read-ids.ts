import { identify, identifierUrl } from '#lib/papers/fields/identifiers.ts'
import type { ReadReferences, Reference } from './reference.ts'

const COMMENT = /(?:^\s*(?:%|\/\/)|\s(?:#|%|\/\/)).*$/
const LIKE_ID = /^(?:arxiv:|doi:|10\.\d{4,9}\/|\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7}|https?:\/\/)/i

/** The words of a line that should be ids. */
const wordsOf = (line: string) =>
  line
    .replace(COMMENT, '')
    .replace(/\b(arxiv|doi):\s+/gi, '$1:')
    .split(/[\s,;]+/)
    .filter((word) => word !== '')

const readId = (word: string) => {
  const found = identify(
    /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i.test(word) ? `arXiv:${word}` : word,
  )
  return found?.scheme === 'arxiv' || found?.scheme === 'doi' || found?.scheme === 'acl' ? found : null
}

/**
 * Whether a text is nothing but arXiv ids and DOIs, as such or as addresses, with at most a few slips.
 * With headings or list marks it is Markdown, and stays the README that it is.
 */
export function isIdList(text: string): boolean {
  let [words, ids] = [0, 0]
  for (const line of text.split(/\r\n|\r|\n/)) {
    for (const word of wordsOf(line)) {
      if (!LIKE_ID.test(word)) return false
      words += 1
      if (readId(word)) ids += 1
    }
  }
  return ids > 0 && ids >= words * 0.8
}

/** Reads a plain list of ids. Titles are not known: the id stands for the title until somebody, or a service, gives one. */
export function readIds(text: string): ReadReferences {
  const references = new Map<string, Reference>()
  const warnings: string[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    for (const word of wordsOf(line)) {
      const id = readId(word)
      if (!id) {
        warnings.push(`Line ${index + 1}: “${word.slice(0, 80)}” is neither an arXiv id nor a DOI; it was left out.`)
        continue
      }
      // "Untitled", since an id by itself would read as a label that says "arXiv".
      const title = `Untitled ${id.scheme === 'arxiv' ? 'arXiv' : id.scheme}:${id.value}`
      references.set(title, {
        title,
        authors: [],
        authorsTruncated: false,
        venue: null,
        year: null,
        url: identifierUrl(id),
        links: [],
        abstract: null,
        note: null,
        groups: [],
        keywords: [],
      })
    }
  }
  if (references.size > 0) {
    warnings.push(
      'A list of ids names no titles: each id stands for its title until somebody writes it, or it is completed from a service.',
    )
  }
  return { references: [...references.values()], warnings }
}
