import type { Author } from '#lib/papers/schema.ts'

/** One work of a bibliography, as the README is written from it: plain text, formulas as "$…$". */
export type Reference = {
  title: string
  authors: Author[]
  authorsTruncated: boolean
  venue: string | null
  year: number | null
  /** Where the title leads. */
  url: string | null
  /** Further addresses of the same work. */
  links: { label: string; url: string }[]
  /** Paragraphs divided by blank lines. */
  abstract: string | null
  note: string | null
  /** The folders that the program which wrote the file keeps it in. */
  groups: string[]
  keywords: string[]
}

export type ReadReferences = {
  references: Reference[]
  /** What was left out and why, with its line. */
  warnings: string[]
}

/** The text's line, from 1, at an offset; for texts read front to back. */
export function lineCounter(text: string): (offset: number) => number {
  let at = 0
  let line = 1
  return (offset) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line += 1
      at = next + 1
    }
    return line
  }
}
